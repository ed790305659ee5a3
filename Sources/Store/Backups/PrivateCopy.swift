import Foundation

/// Files and folders that only their owner can read, on disk before anything relies on them.
enum PrivateCopy {
    static func makeFolder(_ folder: URL) throws {
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
    }

    /// The copy gets its name once it is whole.
    static func copy(_ origin: URL, to target: URL) throws {
        let draft = URL(filePath: target.path + ".\(UUID().uuidString).new")
        do {
            try FileManager.default.copyItem(at: origin, to: draft)
            try FileManager.default.setAttributes([.posixPermissions: 0o600], ofItemAtPath: draft.path)
            try synchronize(draft)
            guard rename(draft.path, target.path) == 0 else { throw CocoaError(.fileWriteUnknown) }
        } catch {
            unlink(draft.path)
            throw error
        }
    }

    /// Waits until a file's bytes, or a folder's names, are on disk.
    static func synchronize(_ item: URL) throws {
        let handle = try FileHandle(forReadingFrom: item)
        defer { try? handle.close() }
        try handle.synchronize()
    }

    /// Copies all files below a folder; one that is not there holds none.
    static func copyAll(in origin: URL, to target: URL) throws {
        guard FileManager.default.fileExists(atPath: origin.path) else { return }
        try makeFolder(target)
        for name in try FileManager.default.contentsOfDirectory(atPath: origin.path).sorted() {
            let (from, to) = (origin.appending(path: name), target.appending(path: name))
            var isFolder: ObjCBool = false
            guard FileManager.default.fileExists(atPath: from.path, isDirectory: &isFolder) else { continue }
            if isFolder.boolValue { try copyAll(in: from, to: to) } else { try copy(from, to: to) }
        }
        try synchronize(target)
    }

    /// Waits for the names in a folder and all folders below it.
    static func synchronizeFolders(_ folder: URL) throws {
        for name in try FileManager.default.contentsOfDirectory(atPath: folder.path) {
            let item = folder.appending(path: name)
            var isFolder: ObjCBool = false
            if FileManager.default.fileExists(atPath: item.path, isDirectory: &isFolder), isFolder.boolValue {
                try synchronizeFolders(item)
            }
        }
        try synchronize(folder)
    }
}
