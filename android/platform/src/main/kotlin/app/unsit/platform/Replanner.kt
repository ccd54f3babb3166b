package app.unsit.platform

import java.io.IOException

/** Brings the plan up to date with the journal: by Rust, or else as far as [Fallback] can. */
internal class Replanner(private val file: PlanFile, private val journal: Journal, private val rust: Rust, private val clock: Clock) {
    /**
     * @throws IOException when there is no plan or it cannot be read
     * @throws Plan.Fault when it is no plan
     */
    fun plan(): Plan = Fallback.plan(file.read(), records())

    /** Whether the journal says that this reminder was shown. */
    fun isShown(reminder: String): Boolean = records().any { it.word == "shown" && it.arguments.firstOrNull() == reminder }

    /**
     * Lets Rust plan, and says what holds then.
     *
     * @throws IOException when there is no plan or it cannot be read
     * @throws Plan.Fault when it is no plan
     */
    fun replan(): Plan {
        val old = file.bytes()
        Plan.read(old)
        val new = answers()?.let { rust.replan(old, it, clock.now(), clock.zone()) }
        if (new != null && isPlan(new) && !new.contentEquals(old)) {
            try {
                file.replace(old, new)
            } catch (_: IOException) {
                // A full disk: what holds is what the file says, and the answers.
            }
        }
        return plan()
    }

    /** A journal that cannot be read must not cost the reminders: they come as if nobody had answered. */
    private fun records(): List<Journal.Record> =
        try {
            journal.read().records
        } catch (_: IOException) {
            emptyList()
        }

    private fun answers(): ByteArray? =
        try {
            journal.bytes()
        } catch (_: IOException) {
            null
        }

    /** What Rust gave is read before it is trusted: a wrong plan on disk would be armed after the next reboot. */
    private fun isPlan(bytes: ByteArray): Boolean =
        try {
            Plan.read(bytes)
            true
        } catch (_: Plan.Fault) {
            false
        }
}
