#pragma once
/// The part of OpenVINO's C API (2026.4) that the reader calls, declared here so that the build needs the library alone.
/// The tests read a line of text through it: a changed signature would show.
#include <malloc.h>
#include <stddef.h>
#include <stdint.h>

typedef struct ov_core ov_core_t;
typedef struct ov_model ov_model_t;
typedef struct ov_compiled_model ov_compiled_model_t;
typedef struct ov_infer_request ov_infer_request_t;
typedef struct ov_tensor ov_tensor_t;
/// 0: done; below 0: an error.
typedef int ov_status_e;
typedef struct {
    int64_t rank;
    int64_t *dims;
} ov_shape_t;
enum { OV_ELEMENT_F32 = 4 };

const char *ov_get_last_err_msg(void);
ov_status_e ov_core_create(ov_core_t **core);
void ov_core_free(ov_core_t *core);
ov_status_e ov_core_set_property(const ov_core_t *core, const char *device, ...);
ov_status_e ov_core_compile_model_from_file(
    const ov_core_t *core, const char *path, const char *device, size_t argument_count, ov_compiled_model_t **model, ...);
ov_status_e ov_core_read_model_from_memory_buffer(
    const ov_core_t *core, const char *bytes, size_t count, const ov_tensor_t *weights, ov_model_t **model);
ov_status_e ov_core_compile_model(
    const ov_core_t *core, const ov_model_t *model, const char *device, size_t argument_count, ov_compiled_model_t **compiled, ...);
void ov_model_free(ov_model_t *model);
void ov_compiled_model_free(ov_compiled_model_t *model);
ov_status_e ov_compiled_model_create_infer_request(const ov_compiled_model_t *model, ov_infer_request_t **request);
void ov_infer_request_free(ov_infer_request_t *request);
ov_status_e ov_infer_request_set_input_tensor(ov_infer_request_t *request, const ov_tensor_t *tensor);
ov_status_e ov_infer_request_get_output_tensor_by_index(const ov_infer_request_t *request, size_t index, ov_tensor_t **tensor);
ov_status_e ov_infer_request_infer(ov_infer_request_t *request);
ov_status_e ov_tensor_create_from_host_ptr(int element_type, ov_shape_t shape, void *data, ov_tensor_t **tensor);
ov_status_e ov_tensor_get_shape(const ov_tensor_t *tensor, ov_shape_t *shape);
ov_status_e ov_tensor_data(const ov_tensor_t *tensor, void **data);
void ov_tensor_free(ov_tensor_t *tensor);
ov_status_e ov_shape_create(int64_t rank, const int64_t *dims, ov_shape_t *shape);
ov_status_e ov_shape_free(ov_shape_t *shape);

// Swift sees no variadic functions.
static inline ov_status_e openvino_set(const ov_core_t *core, const char *device, const char *key, const char *value) {
    return ov_core_set_property(core, device, key, value);
}

static inline ov_status_e openvino_compile(
    const ov_core_t *core, const char *path, const char *device, ov_compiled_model_t **model) {
    return ov_core_compile_model_from_file(core, path, device, 0, model);
}

static inline ov_status_e openvino_compile_model(
    const ov_core_t *core, const ov_model_t *read, const char *device, ov_compiled_model_t **model) {
    return ov_core_compile_model(core, read, device, 0, model);
}

// OpenVINO asks for much memory and gives it back: what has at least so many bytes goes back to the system at once.
static inline void memory_return_from(int bytes) {
    mallopt(M_MMAP_THRESHOLD, bytes);
    mallopt(M_ARENA_MAX, 2);
}

// So does what is smaller and lies free between what is used.
static inline void memory_return(void) { malloc_trim(0); }
