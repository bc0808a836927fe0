import CRabbitMQ

extension Arena {
    /// A table for the library; the keys' order is not defined and does not matter.
    mutating func table(_ fields: [String: HeaderValue]) -> amqp_table_t {
        guard !fields.isEmpty else { return amqp_table_t(num_entries: 0, entries: nil) }
        let entries = allocate(amqp_table_entry_t.self, count: fields.count)
        for (index, field) in fields.enumerated() {
            let entry = amqp_table_entry_t(key: bytes(field.key), value: value(field.value))
            (entries + index).initialize(to: entry)
        }
        return amqp_table_t(num_entries: Int32(fields.count), entries: entries)
    }

    private mutating func value(_ value: HeaderValue) -> amqp_field_value_t {
        var field = amqp_field_value_t()
        switch value {
        case .string(let text): field.set(AMQP_FIELD_KIND_UTF8) { $0.bytes = bytes(text) }
        case .integer(let number): field.set(AMQP_FIELD_KIND_I64) { $0.i64 = number }
        case .boolean(let isTrue): field.set(AMQP_FIELD_KIND_BOOLEAN) { $0.boolean = isTrue ? 1 : 0 }
        case .number(let number): field.set(AMQP_FIELD_KIND_F64) { $0.f64 = number }
        case .table(let fields): field.set(AMQP_FIELD_KIND_TABLE) { $0.table = table(fields) }
        case .bytes(let raw): field.set(AMQP_FIELD_KIND_BYTES) { $0.bytes = bytes(raw) }
        case .none: field.set(AMQP_FIELD_KIND_VOID) { _ in }
        case .array(let values):
            let entries = allocate(amqp_field_value_t.self, count: values.count)
            for (index, element) in values.enumerated() {
                (entries + index).initialize(to: self.value(element))
            }
            field.set(AMQP_FIELD_KIND_ARRAY) {
                $0.array = amqp_array_t(num_entries: Int32(values.count), entries: entries)
            }
        }
        return field
    }
}

extension amqp_field_value_t {
    fileprivate typealias Content = amqp_field_value_t.__Unnamed_union_value

    fileprivate mutating func set(_ kind: amqp_field_value_kind_t, _ fill: (inout Content) -> Void) {
        self.kind = UInt8(truncatingIfNeeded: kind.rawValue)
        fill(&value)
    }
}

extension HeaderValue {
    /// A copy of what the library read. Kinds without a counterpart become the nearest one: a timestamp its seconds,
    /// a decimal a number with a fraction.
    init(_ field: amqp_field_value_t) {
        let value = field.value
        switch amqp_field_value_kind_t(UInt32(field.kind)) {
        case AMQP_FIELD_KIND_UTF8: self = .string(String(value.bytes))
        case AMQP_FIELD_KIND_BYTES: self = .bytes([UInt8](value.bytes))
        case AMQP_FIELD_KIND_BOOLEAN: self = .boolean(value.boolean != 0)
        case AMQP_FIELD_KIND_I8: self = .integer(Int64(value.i8))
        case AMQP_FIELD_KIND_U8: self = .integer(Int64(value.u8))
        case AMQP_FIELD_KIND_I16: self = .integer(Int64(value.i16))
        case AMQP_FIELD_KIND_U16: self = .integer(Int64(value.u16))
        case AMQP_FIELD_KIND_I32: self = .integer(Int64(value.i32))
        case AMQP_FIELD_KIND_U32: self = .integer(Int64(value.u32))
        case AMQP_FIELD_KIND_I64: self = .integer(value.i64)
        case AMQP_FIELD_KIND_U64, AMQP_FIELD_KIND_TIMESTAMP: self = .integer(Int64(clamping: value.u64))
        case AMQP_FIELD_KIND_F32: self = .number(Double(value.f32))
        case AMQP_FIELD_KIND_F64: self = .number(value.f64)
        case AMQP_FIELD_KIND_DECIMAL: self = .number(Double(value.decimal))
        case AMQP_FIELD_KIND_TABLE: self = .table([String: HeaderValue](value.table))
        case AMQP_FIELD_KIND_ARRAY:
            let entries = UnsafeBufferPointer(start: value.array.entries, count: Int(value.array.num_entries))
            self = .array(entries.map { HeaderValue($0) })
        default: self = .none
        }
    }
}

extension [String: HeaderValue] {
    /// A copy of a table the library read; of two equal keys the last counts.
    init(_ table: amqp_table_t) {
        self.init()
        for entry in UnsafeBufferPointer(start: table.entries, count: Int(table.num_entries)) {
            self[String(entry.key)] = HeaderValue(entry.value)
        }
    }
}

extension Double {
    fileprivate init(_ decimal: amqp_decimal_t) {
        self = Double(decimal.value)
        for _ in 0..<decimal.decimals { self /= 10 }
    }
}

extension String {
    /// A copy of the bytes as text; what is not UTF-8 is repaired.
    init(_ bytes: amqp_bytes_t) {
        self.init(decoding: UnsafeRawBufferPointer(start: bytes.bytes, count: bytes.len), as: UTF8.self)
    }
}

extension [UInt8] {
    /// A copy of the bytes.
    init(_ bytes: amqp_bytes_t) {
        self.init(UnsafeRawBufferPointer(start: bytes.bytes, count: bytes.len))
    }
}
