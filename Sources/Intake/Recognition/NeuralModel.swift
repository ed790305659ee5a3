import COpenVINO
import Foundation

/// A model on OpenVINO's CPU device: numbers of one shape in, numbers of another out. To be used from one thread.
final class NeuralModel {
    private var core: OpaquePointer?
    private var model: OpaquePointer?
    private var request: OpaquePointer?

    /// - Parameter cache: a folder for the compiled model, which the next process loads.
    init(_ path: URL, cache: URL? = nil, threads: Int = 1) throws(RecognitionFault) {
        try Self.check(ov_core_create(&core))
        try Self.check(openvino_set(core, "CPU", "PERFORMANCE_HINT", "LATENCY"))
        try Self.check(openvino_set(core, "CPU", "INFERENCE_NUM_THREADS", "\(threads)"))
        if let cache { try Self.check(openvino_set(core, "CPU", "CACHE_DIR", cache.path)) }
        try Self.check(openvino_compile(core, path.path, "CPU", &model))
        try Self.check(ov_compiled_model_create_infer_request(model, &request))
    }

    deinit {
        if let request { ov_infer_request_free(request) }
        if let model { ov_compiled_model_free(model) }
        if let core { ov_core_free(core) }
    }

    /// - Parameters:
    ///   - shape: of the input, as many numbers as there are.
    ///   - wanted: the shape that the output has to have. Short of memory, OpenVINO can report success and leave an old output in place:
    ///     what was read is marked, and refused where it comes again.
    ///   - use: is lent the output, and may write into it.
    func run<Result>(
        _ input: inout [Float], shape: [Int], wanted: [Int], _ use: (UnsafeMutablePointer<Float>) throws(RecognitionFault) -> Result
    ) throws(RecognitionFault) -> Result {
        precondition(input.count == shape.reduce(1, *), "an input of \(input.count) numbers is not of shape \(shape)")
        let outcome = input.withUnsafeMutableBytes { buffer -> Swift.Result<Result, RecognitionFault> in
            Swift.Result { () throws(RecognitionFault) in
                var ownShape = ov_shape_t()
                var tensor: OpaquePointer?
                try Self.check(ov_shape_create(Int64(shape.count), shape.map(Int64.init), &ownShape))
                defer { ov_shape_free(&ownShape) }
                try Self.check(ov_tensor_create_from_host_ptr(Int32(OV_ELEMENT_F32), ownShape, buffer.baseAddress, &tensor))
                defer { ov_tensor_free(tensor) }
                try Self.check(ov_infer_request_set_input_tensor(request, tensor))
                try Self.check(ov_infer_request_infer(request))
                return try output(wanted, use)
            }
        }
        return try outcome.get()
    }

    private func output<Result>(
        _ wanted: [Int], _ use: (UnsafeMutablePointer<Float>) throws(RecognitionFault) -> Result
    ) throws(RecognitionFault) -> Result {
        var tensor: OpaquePointer?
        var shape = ov_shape_t()
        var data: UnsafeMutableRawPointer?
        try Self.check(ov_infer_request_get_output_tensor(request, &tensor))
        defer { ov_tensor_free(tensor) }
        try Self.check(ov_tensor_get_shape(tensor, &shape))
        defer { ov_shape_free(&shape) }
        try Self.check(ov_tensor_data(tensor, &data))
        let dims = UnsafeBufferPointer(start: shape.dims, count: Int(shape.rank)).map(Int.init)
        guard dims == wanted, let data else { throw RecognitionFault("the model's output has not the expected shape") }
        let (values, last) = (data.assumingMemoryBound(to: Float.self), wanted.reduce(1, *) - 1)
        if last < 0 { return try use(values) }
        guard !values[0].isNaN, !values[last].isNaN else { throw RecognitionFault("the model has not answered") }
        defer { (values[0], values[last]) = (.nan, .nan) }
        return try use(values)
    }

    private static func check(_ status: ov_status_e) throws(RecognitionFault) {
        guard status != 0 else { return }
        throw RecognitionFault(ov_get_last_err_msg().map { String(cString: $0) } ?? "OpenVINO error \(status)")
    }
}
