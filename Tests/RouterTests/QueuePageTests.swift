import Contracts
import Domain
import Identifiers
import Storage
import Testing
import Worker

@testable import router

struct QueuePageTests {
    private func pages(waiting: Int, queue: QueueID? = nil) throws -> [Answer.QueueState] {
        let tenant = Company.tenant(Company.channel([Company.fin]), maxWaiting: 10_000)
        let desk = Company.desk(tenant, isLoggedIn: true, waiting: waiting)
        let store = try RouterStore()
        try store.open(waiting, of: tenant)
        var pages: [Answer.QueueState] = []
        var cursor: String?
        repeat {
            let query = Query.QueueStatus(
                tenant: tenant.id, queueId: queue, cursor: cursor.map(ShortText.init(trusted:)))
            let page = try QueuePage(query, tenant)
            let state = try store.store.readNow { try page.state(of: desk, at: Company.now, in: $0) }
            pages.append(state)
            cursor = state.nextCursor
        } while cursor != nil && pages.count < 20
        return pages
    }

    @Test func `small queues stand on one page, in the order of their ids`() throws {
        let pages = try pages(waiting: 2)
        #expect(pages.count == 1)
        #expect(pages[0].queues.map(\.queueId) == [Company.fin, Company.night, Company.tec])
        #expect(pages[0].queues.map(\.open) == [true, false, false])
        #expect(pages[0].queues[0].waiting.map(\.position) == [1, 2])
        #expect(pages[0].queues[0].waiting.allSatisfy { ProtocolNumber.isValid($0.protocol) })
        #expect(pages[0].queues[0].agents.map(\.status) == [.available])
    }

    @Test func `a queue too large for a page goes on in the next, and nobody is missing or doubled`() throws {
        let pages = try pages(waiting: 2_000)
        #expect(pages.count == 3)
        for page in pages { #expect(try page.encoded().count < JSONBody.maximumBytesFromOthers * 4) }
        let fin = pages.flatMap(\.queues).filter { $0.queueId == Company.fin }
        #expect(fin.flatMap(\.waiting).map(\.position) == Array(1...2_000))
        #expect(fin.flatMap(\.agents).map(\.agentId) == [Company.ana])
        #expect(pages.flatMap(\.queues).last?.queueId == Company.tec)
    }

    @Test func `one queue alone can be asked for`() throws {
        #expect(try pages(waiting: 0, queue: Company.tec).flatMap(\.queues).map(\.queueId) == [Company.tec])
    }

    @Test(arguments: ["", "fin", "fin.-1", "fin.x", "f i n.0", "fin.0.0"])
    func `a cursor of somebody else is a mistake`(text: String) {
        let tenant = Company.tenant(Company.channel([]))
        #expect(throws: QueryRefusal.self) {
            try QueuePage(Query.QueueStatus(tenant: tenant.id, cursor: ShortText(trusted: text)), tenant)
        }
    }
}
