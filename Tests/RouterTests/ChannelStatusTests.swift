import Contracts
import Domain
import Identifiers
import Testing

@testable import router

struct ChannelStatusTests {
    private func state(
        _ channel: Channel, isLoggedIn: Bool = false, waiting: Int = 0
    ) -> Answer.ChannelState {
        let tenant = Company.tenant(channel)
        let desk = Company.desk(tenant, isLoggedIn: isLoggedIn, waiting: waiting)
        return ChannelStatus(channel: channel, tenant: tenant, desk: desk, now: Company.now).state
    }

    @Test func `open is what a pick would get: login, room and hours`() {
        let channel = Company.channel([Company.fin])
        #expect(state(channel).reason == .noAgentLoggedIn)
        #expect(state(channel, isLoggedIn: true).open)
        #expect(state(channel, isLoggedIn: true, waiting: 1).reason == .queueFull)
        let closed = state(Company.channel([Company.tec]), isLoggedIn: true)
        #expect(closed.reason == .outOfHours)
        #expect(closed.nextOpenAt?.rfc3339.hasSuffix("T00:00:00.000Z") == true)
        #expect(closed.form == nil)
        #expect(state(Company.channel([Company.night])).form?.formId == Company.form.id)
    }

    @Test func `a channel is open if one of its subjects is, and says of each what stands in its way`() {
        let state = state(Company.channel([Company.night, Company.fin, Company.tec]), isLoggedIn: true)
        #expect(state.open && state.reason == nil && state.form == nil)
        #expect(state.subjects.map(\.open) == [false, true, false])
        #expect(state.subjects.map(\.reason) == [.outOfHours, nil, .outOfHours])
    }

    @Test func `of several closed subjects the one that can be picked soonest gives the reason`() {
        #expect(state(Company.channel([Company.night, Company.tec])).nextOpenAt != nil)
        #expect(state(Company.channel([Company.tec, Company.night])).nextOpenAt != nil)
        #expect(state(Company.channel([Company.night, Company.tec, Company.fin])).reason == .noAgentLoggedIn)
    }

    @Test func `without subjects only a bot leads to a human, by the default queue`() {
        #expect(state(Company.channel([])).reason == .noSubjects)
        #expect(state(Company.channel([], defaultQueue: Company.fin), isLoggedIn: true).reason == .noSubjects)
        let bot = BotID(trusted: "menu")
        #expect(state(Company.channel([], bot: bot)).reason == .noSubjects)
        let state = state(Company.channel([], bot: bot, defaultQueue: Company.fin), isLoggedIn: true)
        #expect(state.open && state.bot)
    }
}
