package app.unsit.platform

import org.junit.Assert.assertEquals
import org.junit.Assert.assertTrue
import org.junit.Test
import java.util.Random

class FallbackTest {
    private val text = PlanText().due(TEN, 1).due(TEN + 10 * MINUTE, 2, "repeat").due(TEN + HOUR, 3).due(TEN + 2 * HOUR, 4)
    private val plan = Plan.read(text.bytes())

    private fun after(vararg records: Journal.Record) = Fallback.plan(plan, records.asList()).dues.map { it.at - TEN }

    @Test
    fun `nobody is reminded sooner than the limit after an answer`() {
        for (word in listOf("start", "moved", "skip")) {
            assertEquals(listOf(2 * HOUR), after(record(9, TEN + MINUTE, word, OFFER, "button")))
            assertEquals(listOf(HOUR, 2 * HOUR), after(record(9, TEN, word, OFFER, "button")))
        }
    }

    @Test
    fun `who asked for later is reminded then, and not before`() {
        val plan = Fallback.plan(plan, listOf(record(9, TEN + MINUTE, "later", OFFER, "20")))
        assertEquals(listOf(21 * MINUTE, HOUR, 2 * HOUR), plan.dues.map { it.at - TEN })
        assertEquals(Plan.Due(id(9), OFFER, TEN + 21 * MINUTE, "later", "Title 1", "Body 1"), plan.dues.first())
    }

    @Test
    fun `later than the next due takes its place`() {
        assertEquals(listOf(91 * MINUTE, 2 * HOUR), after(record(9, TEN + MINUTE, "later", OFFER, "90")))
    }

    @Test
    fun `later without a right number is as late as the plan says`() {
        assertEquals(10 * MINUTE, after(record(9, TEN, "later", OFFER, "0")).first())
    }

    @Test
    fun `later is kept where no reminder is planned`() {
        val empty = Plan.read(PlanText().bytes())
        assertEquals(listOf(TEN + 5 * MINUTE), Fallback.plan(empty, listOf(record(9, TEN, "later", OFFER, "5"))).dues.map { it.at })
    }

    @Test
    fun `what the plan knows already, and what is no answer, changes nothing`() {
        val old = record(9, TEN - HOUR, "moved", OFFER, "button")
        assertEquals(plan, Fallback.plan(plan, listOf(old)))
        for (word in listOf("shown", "dismissed", "boot", "clock", "danced")) {
            assertEquals(plan, Fallback.plan(plan, listOf(record(9, TEN, word, id(1), OFFER))))
        }
    }

    @Test
    fun `whatever was answered, the plan stays in order and nothing comes right after it`() {
        val random = Random(3)
        repeat(2000) {
            val records = List(random.nextInt(6)) { number ->
                val at = TEN + random.nextInt(150) * MINUTE
                when (random.nextInt(3)) {
                    0 -> record(0x100 + number, at, "later", OFFER, (1 + random.nextInt(90)).toString())
                    1 -> record(0x100 + number, at, "moved", OFFER, "button")
                    else -> record(0x100 + number, at, "shown", id(1), OFFER)
                }
            }
            val after = Fallback.plan(plan, records)
            assertEquals(after.dues.map { it.at }, Fallback.plan(after, records).dues.map { it.at })
            assertTrue(after.dues.zipWithNext().all { (one, next) -> one.at < next.at })
            val last = records.filter { it.word == "moved" }.maxOfOrNull { it.at }
            if (last != null) assertTrue(after.dues.all { it.at >= last + plan.limit || it.kind == "later" && it.at > last })
        }
    }
}
