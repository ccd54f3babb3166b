package app.unsit.platform

/**
 * The reminders to come, as Rust planned them. A file that is not whole is no plan: half a plan would remind at the wrong
 * times, and nobody would know.
 */
internal data class Plan(
    val made: Long,
    val zone: String,
    /** How long somebody may sit, in milliseconds. */
    val limit: Long,
    val snooze: Int,
    val words: Words,
    /** Steps in so many milliseconds before a due count as having moved; null when the person did not choose that. */
    val steps: Steps.Rule?,
    val dues: List<Due>,
) {
    /** What notifications say besides what each reminder says. */
    data class Words(val channel: String, val about: String, val start: String, val later: String, val moved: String)

    /** A reminder to come. Several of them may belong to one offer of a break. */
    data class Due(val reminder: String, val offer: String, val at: Long, val kind: String, val title: String, val body: String)

    /** Why a file is no plan. */
    class Fault(message: String) : Exception(message)

    /** The first due after this instant. */
    fun next(now: Long): Due? = dues.firstOrNull { it.at > now }

    /**
     * The due to be shown at this instant: the newest that has come. Once another break would have been due, it is not shown any
     * more: there is no further due only where the hours had ended.
     */
    fun current(now: Long): Due? = dues.lastOrNull { it.at <= now }?.takeIf { now - it.at < limit }

    companion object {
        private const val VERSION = "1"
        private const val MOST = 50
        private const val DAY = 24 * 60 * 60 * 1000L
        private val KINDS = setOf("due", "repeat", "later")

        /** @throws Fault when this is no whole plan of this version */
        fun read(bytes: ByteArray, length: Long = bytes.size.toLong()): Plan {
            val read = Lines.read(bytes, length)
            if (read.beyond > 0) throw Fault("the plan is longer than ${Lines.LIMIT} bytes")
            val lines = read.lines
            if (lines.firstOrNull()?.firstOrNull() != "unsit-plan") throw Fault("this is no plan")
            if (lines.first().getOrNull(1) != VERSION) throw Fault("the plan has another version")
            val dues = lines.filter { it[0] == "due" }.map(::due)
            val end = lines.last().takeIf { it[0] == "end" }?.getOrNull(1) ?: throw Fault("the plan has no end")
            if (end != dues.size.toString()) throw Fault("the plan has ${dues.size} reminders instead of $end")
            if (dues.size > MOST) throw Fault("the plan has more than $MOST reminders")
            if (dues.zipWithNext().any { (one, next) -> one.at >= next.at }) throw Fault("the plan is not in order")
            val made = lines.only("made", 3)
            val rule = lines.only("rule", 3)
            val words = lines.only("words", 6)
            // Rust reads it; without it no other plan can be made of this one.
            lines.only("state", 2)
            return Plan(
                made = made[1].number(0..Long.MAX_VALUE, "made"),
                zone = made[2],
                limit = rule[1].number(1..DAY, "rule"),
                snooze = rule[2].number(1L..24 * 60, "rule").toInt(),
                words = Words(words[1], words[2], words[3], words[4], words[5]),
                steps = if (lines.any { it[0] == "steps" }) steps(lines.only("steps", 3)) else null,
                dues = dues,
            )
        }

        private fun due(fields: List<String>): Due {
            if (fields.size < 7) throw Fault("a line \"due\" is too short")
            val (_, reminder, offer, at, kind) = fields
            if (!ID.matches(reminder) || !ID.matches(offer)) throw Fault("a line \"due\" has no id")
            if (kind !in KINDS) throw Fault("a line \"due\" is of an unknown kind")
            return Due(reminder, offer, at.number(0..Long.MAX_VALUE, "due"), kind, fields[5], fields[6])
        }

        private fun steps(fields: List<String>) =
            Steps.Rule(fields[1].number(1..1_000_000L, "steps"), fields[2].number(1..DAY, "steps"))

        /** The only line with this first word. */
        private fun List<List<String>>.only(word: String, fields: Int): List<String> {
            val line = filter { it[0] == word }.singleOrNull() ?: throw Fault("the plan needs one line \"$word\"")
            return line.takeIf { it.size >= fields } ?: throw Fault("the line \"$word\" is too short")
        }

        private fun String.number(range: LongRange, word: String): Long =
            takeIf { it.firstOrNull()?.isDigit() == true }?.toLongOrNull()?.takeIf { it in range }
                ?: throw Fault("the line \"$word\" has no right number")
    }
}

/** A UUID, in the one form that both languages write. */
internal val ID = Regex("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")
