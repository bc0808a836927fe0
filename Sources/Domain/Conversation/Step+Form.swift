import Identifiers

/// The form of a customer whose queue is closed (rule 1).
extension Step {
    mutating func formSubmitted(_ values: JSONObject, _ cause: Cause) {
        switch state {
        case .formOffered(let offer):
            conversation.progress.lastCustomerAt = now
            let check = FormCheck(values, against: offer.form)
            if check.isValid { receive(check.values, offer) } else { reject(check.faults, offer.form, cause) }
        case .withBot, .choosing, .waiting, .offered, .inService:
            reject(cause, .wrongState, "No form is offered in this conversation.")
        case .wrapUp, .closed:
            rejectClosed(cause)
        }
    }

    private mutating func receive(_ values: [String: String], _ offer: Conversation.FormOffer) {
        identify(offer.form.customer(from: values))
        actions.append(.book(.form(offer.form, values: values)))
        publish(
            .formReceived(dueAt: now + timings.formDue, offer.target),
            to: .init(customer: true, queue: offer.target.queue), text: fill(texts.formReceived))
        close(.offlineForm, queue: offer.target.queue)
    }

    /// Field by field, in the customer's words; the form may be corrected and sent again.
    private mutating func reject(_ faults: [String: FormCheck.Fault], _ form: Form, _ cause: Cause) {
        let names = form.fields.map(\.id).filter { faults[$0] != nil } + faults.keys.filter { !form.has($0) }.sorted()
        reject(
            cause, .invalidForm, "The form has \(faults.count) field(s) to correct: \(names.joined(separator: ", ")).",
            details: faults.mapValues(texts.complaint(about:)))
    }
}

extension Form {
    fileprivate func has(_ id: String) -> Bool { fields.contains { $0.id == id } }

    /// What a submission says of the customer: in the field that is marked so, in one named like the customer's, or in
    /// the first of the right type.
    func customer(from values: [String: String]) -> Customer {
        func value(_ field: CustomerField, _ type: FieldType? = nil) -> String? {
            let given = fields.filter { values[$0.id] != nil && ($0.customerField ?? field) == field }
            let found =
                given.first { $0.customerField == field } ?? given.first { $0.id == field.rawValue }
                ?? given.first { $0.type == type }
            return found.flatMap { values[$0.id] }
        }
        return Customer(
            externalId: value(.externalId), name: value(.name), email: value(.email, .email),
            phone: value(.phone, .phone), document: value(.document, .document))
    }
}

extension Texts {
    fileprivate func complaint(about fault: FormCheck.Fault) -> String {
        switch fault {
        case .missing: fieldMissing
        case .tooLong(let limit): fieldTooLong.replacing("{limit}", with: "\(limit)")
        case .malformed(.text): fieldMalformed
        case .malformed(.email): emailMalformed
        case .malformed(.phone): phoneMalformed
        case .malformed(.document): documentMalformed
        case .malformed(.number): numberMalformed
        case .malformed(.date): dateMalformed
        case .unknownField: fieldUnknown
        }
    }
}
