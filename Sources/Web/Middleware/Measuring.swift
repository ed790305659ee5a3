import Foundation
import HTTPTypes
import Hummingbird
import Store
import Synchronization

/// Counts requests and times them, by route and status: never by address or person.
struct Measuring: RouterMiddleware {
    typealias Context = WebContext

    let measures: Measures

    func handle(_ request: Request, context: WebContext, next: @concurrent (Request, WebContext) async throws -> Response) async throws
        -> Response
    {
        let start = ContinuousClock.now
        func note(_ status: Int) {
            measures.note(
                Measures.Series(method: request.method.rawValue, route: context.endpointPath ?? "NotFound", status: status),
                ContinuousClock.now - start)
        }
        do {
            let response = try await next(request, context)
            note(response.status.code)
            return response
        } catch {
            note(500)
            throw error
        }
    }
}

/// The counters behind `/metrics`, in Prometheus' text format 0.0.4.
final class Measures: Sendable {
    struct Series: Hashable, Comparable, Sendable {
        let method: String
        let route: String
        let status: Int

        static func < (one: Self, other: Self) -> Bool {
            (one.route, one.method, one.status) < (other.route, other.method, other.status)
        }
    }

    private struct Histogram {
        var counts = [Int](repeating: 0, count: Measures.bounds.count)
        var count = 0
        var seconds = 0.0
    }

    /// Upper bounds of the buckets, in seconds.
    private static let bounds = [0.001, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 10]

    private let histograms = Mutex<[Series: Histogram]>([:])

    func note(_ series: Series, _ time: Duration) {
        let seconds = Double(time.components.seconds) + Double(time.components.attoseconds) / 1e18
        histograms.withLock { histograms in
            var histogram = histograms[series] ?? Histogram()
            histogram.count += 1
            histogram.seconds += seconds
            if let bucket = Self.bounds.firstIndex(where: { seconds <= $0 }) { histogram.counts[bucket] += 1 }
            histograms[series] = histogram
        }
    }

    /// - Parameter jobs: what is still to be done, by kind and state; of what waits, since when it is late.
    func text(jobs: [JobCount], at now: Date) -> String {
        var lines = ["# TYPE ghiseu_jobs gauge"]
        for lane in Lane.allCases {
            for state in ["waiting", "running", "dead"] {
                let count = jobs.first { $0.kind == lane.rawValue && $0.state == state }?.count ?? 0
                lines.append("ghiseu_jobs{kind=\"\(lane.rawValue)\",state=\"\(state)\"} \(count)")
            }
        }
        lines.append("# TYPE ghiseu_job_delay_seconds gauge")
        for lane in Lane.allCases {
            let due = jobs.first { $0.kind == lane.rawValue && $0.state == "waiting" }?.dueSince
            lines.append("ghiseu_job_delay_seconds{kind=\"\(lane.rawValue)\"} \(max(0, due.map { now.timeIntervalSince($0) } ?? 0))")
        }
        lines.append("# TYPE ghiseu_request_duration_seconds histogram")
        for (series, histogram) in histograms.withLock({ $0 }).sorted(by: { $0.key < $1.key }) {
            let labels = "method=\"\(series.method)\",route=\"\(series.route)\",status=\"\(series.status)\""
            var sum = 0
            for (bound, count) in zip(Self.bounds, histogram.counts) {
                sum += count
                lines.append("ghiseu_request_duration_seconds_bucket{\(labels),le=\"\(bound)\"} \(sum)")
            }
            lines.append("ghiseu_request_duration_seconds_bucket{\(labels),le=\"+Inf\"} \(histogram.count)")
            lines.append("ghiseu_request_duration_seconds_sum{\(labels)} \(histogram.seconds)")
            lines.append("ghiseu_request_duration_seconds_count{\(labels)} \(histogram.count)")
        }
        return lines.joined(separator: "\n") + "\n"
    }
}
