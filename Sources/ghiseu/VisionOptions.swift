import ArgumentParser
import Foundation
import Office

struct VisionOptions: ParsableArguments {
    @Option(help: "A model that sees, asked about single fields of scans: https://host/v1, as OpenAI's. [default: none is asked]")
    var visionAddress: String?
    @Option(help: "The model's name there.") var visionModel: String?
    @Option(help: "A service whose fields' ink may be sent there. May be repeated; without one, nothing is sent.")
    var visionForm: [String] = []

    func validate() throws {
        guard let visionAddress else {
            guard visionModel == nil, visionForm.isEmpty else {
                throw ValidationError("--vision-model and --vision-form need --vision-address.")
            }
            return
        }
        guard visionModel?.isEmpty == false else { throw ValidationError("--vision-address needs --vision-model.") }
        guard let url = URL(string: visionAddress), let host = url.host(),
            url.scheme == "https" || url.scheme == "http" && ["127.0.0.1", "localhost", "[::1]", "::1"].contains(host)
        else { throw ValidationError("--vision-address begins with https://, or http:// on this machine.") }
    }

    /// The key comes from the environment: GHISEU_VISION_KEY.
    func settings() -> VisionSettings? {
        guard let visionAddress, let visionModel, !visionForm.isEmpty else { return nil }
        return VisionSettings(
            address: visionAddress.hasSuffix("/") ? String(visionAddress.dropLast()) : visionAddress, model: visionModel,
            key: ProcessInfo.processInfo.environment["GHISEU_VISION_KEY"], services: Set(visionForm))
    }
}
