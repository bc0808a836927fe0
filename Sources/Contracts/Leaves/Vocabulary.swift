import Domain
import Identifiers

extension Identifier: SchemaDescribing {
    public static var schema: JSONValue {
        ["type": "string", "minLength": 1, "maxLength": 64, "pattern": "^[A-Za-z0-9_-]{1,64}(?!\\n)$"]
    }
    public static var sample: Self { Self(trusted: "id") }
}

extension MessageType: SchemaDescribing {
    public static var schema: JSONValue { ["type": "string"] }
    public static var sample: Self { "webchat.message.sent.v1" }
}

extension JSONValue: SchemaDescribing {
    public static var schema: JSONValue { [:] }
    public static var sample: Self { .null }
}

extension RefusalReason: Word {}
extension WithdrawalReason: Word {}
extension FinishedBy: Word {}
extension FinishReason: Word {}
extension Outcome: Word {}
extension NoticeCode: Word {}
extension SessionEndReason: Word {}
extension Visibility: Word {}
extension TakenBy: Word {}
extension TurnKind: Word {}
extension TransferOutcome: Word {}
extension TransferReason: Word {}
extension RejectionCode: Word {}
extension SpeakerKind: Word {}
extension AgentStatus: Word {}
extension RecordState: Word {}
extension ServiceState: Word {}
extension ParkReason: Word {}
extension Form.FieldType: Word {}
extension Form.CustomerField: Word {}

extension Identifier: Listed {
    /// How many channels one login or logout names.
    public static var listLimits: ClosedRange<Int> { 1...100 }
}
