import COpenVINO
import Foundation

/// A model on OpenVINO's CPU device: numbers of one shape in, numbers of another out. To be used from one thread.
final class NeuralModel {
    private var core: OpaquePointer?
    private var model: OpaquePointer?
    private var request: OpaquePointer?

    /// - Parameters:
    ///   - more: further nodes and outputs of the same network, as the rest of its file: protobuf joins messages that way.
    ///   - cache: a folder for the compiled model, which the next process loads.
    init(_ path: URL, more: URL? = nil, cache: URL? = nil, threads: Int = 1) throws(RecognitionFault) {
        try Self.check(ov_core_create(&core))
        try Self.check(openvino_set(core, "CPU", "PERFORMANCE_HINT", "LATENCY"))
        try Self.check(openvino_set(core, "CPU", "INFERENCE_NUM_THREADS", "\(threads)"))
        if let cache { try Self.check(openvino_set(core, "CPU", "CACHE_DIR", cache.path)) }
        if let more {
            try Self.check(compile(joining: path, more))
        } else {
            try Self.check(openvino_compile(core, path.path, "CPU", &model))
        }
        try Self.check(ov_compiled_model_create_infer_request(model, &request))
        memory_return()  // compiling takes more than what is compiled
    }

    deinit {
        if let request { ov_infer_request_free(request) }
        if let model { ov_compiled_model_free(model) }
        if let core { ov_core_free(core) }
        memory_return()
    }

    private func compile(joining path: URL, _ more: URL) throws(RecognitionFault) -> ov_status_e {
        guard var bytes = try? Data(contentsOf: path), let rest = try? Data(contentsOf: more) else {
            throw RecognitionFault("there is no model \(path.path) or \(more.path)")
        }
        bytes.append(rest)
        return bytes.withUnsafeBytes { bytes in
            var read: OpaquePointer?
            defer { if let read { ov_model_free(read) } }
            let status = ov_core_read_model_from_memory_buffer(
                core, bytes.baseAddress?.assumingMemoryBound(to: CChar.self), bytes.count, nil, &read)
            return status == 0 ? openvino_compile_model(core, read, "CPU", &model) : status
        }
    }

    /// - Parameters:
    ///   - shape: of the input, as many numbers as there are.
    ///   - wanted: see `outputs`.
    ///   - use: is lent the output, and may write into it.
    func run<Result>(
        _ input: inout [Float], shape: [Int], wanted: [Int], _ use: (UnsafeMutablePointer<Float>) throws(RecognitionFault) -> Result
    ) throws(RecognitionFault) -> Result {
        try run(&input, shape: shape, outputs: [wanted]) { outputs throws(RecognitionFault) in try use(outputs[0]) }
    }

    /// - Parameters:
    ///   - outputs: the shapes that the first outputs have to have. Short of memory, OpenVINO can report success and leave an old output
    ///     in place: what was read is marked, and refused where it comes again.
    func run<Result>(
        _ input: inout [Float], shape: [Int], outputs: [[Int]], _ use: ([UnsafeMutablePointer<Float>]) throws(RecognitionFault) -> Result
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
                return try lend(outputs, use)
            }
        }
        return try outcome.get()
    }

    private func lend<Result>(
        _ wanted: [[Int]], _ use: ([UnsafeMutablePointer<Float>]) throws(RecognitionFault) -> Result
    ) throws(RecognitionFault) -> Result {
        var tensors: [OpaquePointer?] = []
        var outputs: [UnsafeMutablePointer<Float>] = []
        defer { for tensor in tensors { ov_tensor_free(tensor) } }
        for (index, wanted) in wanted.enumerated() {
            var tensor: OpaquePointer?
            try Self.check(ov_infer_request_get_output_tensor_by_index(request, index, &tensor))
            tensors.append(tensor)
            outputs.append(try Self.values(of: tensor, wanted))
        }
        let ends = zip(outputs, wanted).map { values, wanted in (values, last: wanted.reduce(1, *) - 1) }.filter { $0.last >= 0 }
        guard ends.allSatisfy({ !$0[0].isNaN && !$0[$1].isNaN }) else { throw RecognitionFault("the model has not answered") }
        defer { for (values, last) in ends { (values[0], values[last]) = (.nan, .nan) } }
        return try use(outputs)
    }

    private static func values(of tensor: OpaquePointer?, _ wanted: [Int]) throws(RecognitionFault) -> UnsafeMutablePointer<Float> {
        var shape = ov_shape_t()
        var data: UnsafeMutableRawPointer?
        try check(ov_tensor_get_shape(tensor, &shape))
        defer { ov_shape_free(&shape) }
        try check(ov_tensor_data(tensor, &data))
        let dims = UnsafeBufferPointer(start: shape.dims, count: Int(shape.rank)).map(Int.init)
        guard dims == wanted, let data else { throw RecognitionFault("the model's output has not the expected shape") }
        return data.assumingMemoryBound(to: Float.self)
    }

    private static func check(_ status: ov_status_e) throws(RecognitionFault) {
        guard status != 0 else { return }
        throw RecognitionFault(ov_get_last_err_msg().map { String(cString: $0) } ?? "OpenVINO error \(status)")
    }
}
