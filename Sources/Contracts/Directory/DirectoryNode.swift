import Domain
import Yams

/// Where something stands in the directory file.
enum DirectoryStep: Hashable {
    case key(String)
    case index(Int)
}

extension [DirectoryStep] {
    init(_ keys: [any CodingKey]) {
        self = keys.map { key in key.intValue.map(DirectoryStep.index) ?? .key(key.stringValue) }
    }

    var text: String {
        reduce(into: "") { path, step in
            switch step {
            case .index(let index): path += "[\(index)]"
            case .key(let key): path += (path.isEmpty ? "" : ".") + key
            }
        }
    }
}

extension Node {
    /// The line, from 1, of what stands at `path`, or of the nearest thing around it.
    func line(at path: [DirectoryStep]) -> Int? {
        var node = self
        var line = mark?.line
        for step in path {
            let next: Node?
            switch step {
            case .index(let index): next = node.sequence.flatMap { $0.indices.contains(index) ? $0[index] : nil }
            case .key(let key):
                let pair = node.mapping?.first { $0.key.string == key }
                line = pair?.key.mark?.line ?? line
                next = pair?.value
            }
            guard let next else { break }
            node = next
            line = next.mark?.line ?? line
        }
        return line
    }

    /// The path of the first key that the schema does not know.
    func unknownKey(in schema: JSONValue, at path: [DirectoryStep] = []) -> [DirectoryStep]? {
        let schema = schema["anyOf"]?.elements?.first ?? schema
        if let mapping, let properties = schema["properties"]?.members {
            for (key, value) in mapping {
                let name = key.string ?? ""
                guard let known = properties[name] else { return path + [.key(name)] }
                if let unknown = value.unknownKey(in: known, at: path + [.key(name)]) { return unknown }
            }
        }
        if let sequence, let items = schema["items"] {
            for (index, value) in sequence.enumerated() {
                if let unknown = value.unknownKey(in: items, at: path + [.index(index)]) { return unknown }
            }
        }
        return nil
    }
}
