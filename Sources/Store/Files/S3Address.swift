import Foundation

/// Where a bucket is: `s3://bucket/prefix?endpoint=https://s3.example.ro&region=eu-central-1`.
package struct S3Address: Hashable, Sendable {
    let scheme: String
    /// Host and port, as the `Host` header names them.
    let authority: String
    /// Of every object, without the first slash: the bucket, where the address names it so, and the prefix; ends with a slash or is empty.
    let bucketPath: String
    /// Of our objects in the bucket: empty, or ends with a slash.
    let prefix: String
    let region: String

    /// Without an endpoint the bucket is at Amazon; with one, it is addressed by path, as other services want it.
    ///
    /// - Returns: nil where the address is of another form. Secrets have no place in it.
    package init?(_ text: String) {
        guard let parts = URLComponents(string: text), parts.scheme == "s3", parts.user == nil, parts.password == nil, parts.port == nil,
            let bucket = parts.host, bucket.wholeMatch(of: /[a-z0-9][a-z0-9.\-]{1,61}[a-z0-9]/) != nil,
            parts.path.wholeMatch(of: /(\/[A-Za-z0-9._\-]+)*\/?/) != nil, !parts.path.contains("/.")
        else { return nil }
        let items = parts.queryItems ?? []
        let settings = Dictionary(items.map { ($0.name, $0.value ?? "") }, uniquingKeysWith: { first, _ in first })
        guard settings.count == items.count, Set(settings.keys).isSubset(of: ["endpoint", "region"]) else { return nil }
        region = settings["region"] ?? "us-east-1"
        guard region.wholeMatch(of: /[a-z0-9\-]{1,40}/) != nil else { return nil }
        let path = parts.path.split(separator: "/").joined(separator: "/")
        prefix = path.isEmpty ? "" : path + "/"
        guard let endpoint = settings["endpoint"] else {
            (scheme, authority, bucketPath) = ("https", "\(bucket).s3.\(region).amazonaws.com", "")
            return
        }
        guard let server = URLComponents(string: endpoint), let scheme = server.scheme, ["http", "https"].contains(scheme),
            let host = server.host, !host.isEmpty, server.user == nil, server.password == nil, ["", "/"].contains(server.path),
            server.query == nil, server.fragment == nil
        else { return nil }
        self.scheme = scheme
        authority = server.port.map { "\(host):\($0)" } ?? host
        bucketPath = "\(bucket)/"
    }
}

/// Who we are to the service.
package struct S3Credentials: Hashable, Sendable {
    let key: String
    let secret: String

    package init(key: String, secret: String) {
        self.key = key
        self.secret = secret
    }
}
