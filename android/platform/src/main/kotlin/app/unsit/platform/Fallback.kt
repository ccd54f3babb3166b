package app.unsit.platform

import app.unsit.platform.Journal.Record
import app.unsit.platform.Plan.Due

/**
 * The plan after the answers that it does not know of yet. Rust plans better: it knows hours and days off. This much holds
 * without it: nobody is reminded right after an answer, and who asked for later is reminded then. Where Rust has planned,
 * after all answers, nothing is left to do here.
 */
internal object Fallback {
    fun plan(plan: Plan, records: List<Record>): Plan =
        records.filter { it.at > plan.made }.sortedBy(Record::at).fold(plan, ::after)

    private fun after(plan: Plan, record: Record): Plan = when (record.word) {
        "start", "moved", "skip" -> plan.from(record.at + plan.limit)
        "later" -> later(plan, record)
        // `shown`, `dismissed`, `boot` and `clock` are no answers, and what a newer Unsit writes is not known here.
        else -> plan
    }

    private fun later(plan: Plan, record: Record): Plan {
        val offer = record.arguments.getOrNull(0) ?: return plan
        val minutes = record.arguments.getOrNull(1)?.toLongOrNull()?.takeIf { it in 1..24 * 60 } ?: plan.snooze.toLong()
        val like = plan.dues.firstOrNull { it.offer == offer } ?: plan.dues.firstOrNull()
        // Named after the answer, so that it is the same reminder each time that this is worked out.
        val due = Due(record.id, offer, record.at + minutes * MINUTE, "later", like?.title.orEmpty(), like?.body.orEmpty())
        val rest = plan.from(due.at)
        return rest.copy(dues = listOf(due) + rest.dues.filter { it.at > due.at })
    }

    private fun Plan.from(at: Long): Plan = copy(dues = dues.filter { it.at >= at })

    private const val MINUTE = 60_000L
}
