import Foundation
import Glibc

/// The first moment of a child of `guiche up`: this executable, which asks the kernel to be killed when its parent
/// dies and then becomes the worker. So no worker outlives a killed `guiche up`.
enum Launcher {
    /// The first argument that asks for it; then the parent's pid, the worker's path and its arguments follow.
    static let word = "become-child"

    /// The descriptor that is open as long as the child lives.
    static let lifeline: Int32 = 3
    /// Beyond this number nothing of the parent's is open.
    private static let mostDescriptors: Int32 = 1_024

    private static let setParentDeathSignal: Int32 = 1

    /// Never returns if it was asked; ends with code 1 and a sentence if the worker can't be run.
    static func becomeChildIfAsked() {
        let words = CommandLine.arguments
        guard words.count >= 4, words[1] == word, let parent = Int32(words[2]) else { return }
        guard dieWithParent() else { leave("guiche: the kernel refused to tie \(words[3]) to its parent.") }
        // The parent may have died before the kernel knew; then there is nobody left to die with.
        guard getppid() == parent else { exit(1) }
        keepNothingElse()
        var arguments: [UnsafeMutablePointer<CChar>?] = words.dropFirst(3).map { strdup($0) } + [nil]
        execv(words[3], &arguments)
        leave("guiche: \(words[3]) can't be run: \(String(cString: strerror(errno))).")
    }

    /// The worker inherits the standard streams and the lifeline, and no connection or pipe of the parent's.
    private static func keepNothingElse() {
        for descriptor in (lifeline + 1)..<mostDescriptors { _ = fcntl(descriptor, F_SETFD, FD_CLOEXEC) }
    }

    private static func leave(_ sentence: String) -> Never {
        FileHandle.standardError.write(Data("\(sentence)\n".utf8))
        exit(1)
    }

    /// `prctl(PR_SET_PDEATHSIG, SIGKILL)`. The kernel sends it when the thread that made this process ends, so the
    /// nursery makes all children on the one thread that lives as long as `up`.
    private static func dieWithParent() -> Bool {
        typealias ProcessControl = @convention(c) (Int32, UInt, UInt, UInt, UInt) -> Int32
        guard let symbol = dlsym(nil, "prctl") else { return false }
        // Swift can't call a C function with variable arguments. Proof that this cast is sound: prctl takes an int and
        // up to four unsigned longs, and the calling conventions of Linux on x86-64 and arm64 pass integers to a
        // variadic function in the same registers as to one with fixed parameters.
        let processControl = unsafeBitCast(symbol, to: ProcessControl.self)
        return processControl(setParentDeathSignal, UInt(SIGKILL), 0, 0, 0) == 0
    }
}
