import Foundation

extension Run.Result {
    func writePage(to file: String) throws {}
}
