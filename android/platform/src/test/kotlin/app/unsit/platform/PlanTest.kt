package app.unsit.platform

import org.junit.Assert.assertEquals
import org.junit.Assert.assertNull
import org.junit.Assert.assertThrows
import org.junit.Assert.assertTrue
import org.junit.Test

class PlanTest {
    private val small = PlanText().due(TEN, 1).due(TEN + 10 * MINUTE, 2, "repeat").due(TEN + HOUR, 3)

    @Test
    fun `a plan is read as it was written`() {
        val plan = Plan.read(small.bytes())
        assertEquals(TEN - HOUR, plan.made)
        assertEquals("Europe/Vienna", plan.zone)
        assertEquals(HOUR, plan.limit)
        assertEquals(10, plan.snooze)
        assertEquals(Plan.Words("Breaks", "About breaks", "Start", "In 10 min", "I moved"), plan.words)
        assertEquals(listOf(TEN, TEN + 10 * MINUTE, TEN + HOUR), plan.dues.map { it.at })
        assertEquals(Plan.Due(id(2), OFFER, TEN + 10 * MINUTE, "repeat", "Title 2", "Body 2"), plan.dues[1])
        assertNull(plan.steps)
    }

    @Test
    fun `lines of a newer writer are skipped`() {
        val lines = small.lines().toMutableList().apply { add(3, listOf("colour", "green")) }
        assertEquals(3, Plan.read(lines.file()).dues.size)
    }

    @Test
    fun `steps that count as having moved are part of a plan that has them`() {
        assertEquals(Steps.Rule(100, 10 * MINUTE), Plan.read(PlanText(steps = Steps.Rule(100, 10 * MINUTE)).bytes()).steps)
    }

    @Test
    fun `a plan that is torn anywhere is no plan`() {
        val bytes = small.bytes()
        for (at in 0 until bytes.size) assertFault(bytes.copyOf(at))
    }

    @Test
    fun `a plan with any flipped bit is no plan`() {
        val bytes = small.bytes()
        for (bit in 0 until bytes.size * 8) {
            assertFault(bytes.copyOf().also { it[bit / 8] = (it[bit / 8].toInt() xor (1 shl bit % 8)).toByte() })
        }
    }

    @Test
    fun `what a plan must have is missed by name`() {
        for (word in listOf("made", "rule", "words", "state", "end")) {
            val fault = assertFault(small.lines().filter { it[0] != word }.file())
            assertTrue(fault, word in fault)
        }
        assertFault(small.lines().drop(1).file())
        assertFault(ByteArray(0))
        assertFault("hello\n".toByteArray())
    }

    @Test
    fun `what makes no sense is no plan`() {
        val wrong = listOf(
            listOf("unsit-plan", "2") to 0,
            listOf("made", "soon", "Europe/Vienna") to 1,
            listOf("made", "-5", "Europe/Vienna") to 1,
            listOf("rule", "0", "10") to 2,
            listOf("rule", "3600000", "0") to 2,
            listOf("rule", "99999999999999999999", "10") to 2,
            listOf("words", "only one") to 3,
            listOf("due", "one", OFFER, TEN.toString(), "due", "", "") to 5,
            listOf("due", id(1), OFFER, TEN.toString(), "dance", "", "") to 5,
            listOf("due", id(1), OFFER, TEN.toString(), "due") to 5,
            listOf("end", "2") to 8,
            listOf("end") to 8,
        )
        for ((line, place) in wrong) assertFault(small.lines().toMutableList().also { it[place] = line }.file())
    }

    @Test
    fun `reminders in the wrong order, twice at once, or too many are no plan`() {
        assertFault(PlanText().due(TEN + 1, 1).due(TEN, 2).bytes())
        assertFault(PlanText().due(TEN, 1).due(TEN, 2).bytes())
        val fifty = PlanText().also { plan -> repeat(50) { plan.due(TEN + it * HOUR, it + 1) } }
        assertEquals(50, Plan.read(fifty.bytes()).dues.size)
        assertFault(fifty.due(TEN + 99 * HOUR, 51).bytes())
    }

    @Test
    fun `a plan that says something twice or after its end is no plan`() {
        assertFault((small.lines() + listOf(listOf("more"))).file())
        assertFault((listOf(small.lines().first()) + small.lines().drop(1).flatMap { if (it[0] == "made") listOf(it, it) else listOf(it) }).file())
    }

    @Test
    fun `a file longer than a megabyte is no plan`() {
        val lines = small.lines().toMutableList().apply { add(4, listOf("more", "x".repeat(Lines.LIMIT))) }
        assertTrue("longer" in assertFault(lines.file()))
    }

    @Test
    fun `the next due is the first that is still to come`() {
        val plan = Plan.read(small.bytes())
        assertEquals(id(1), plan.next(TEN - 1)?.reminder)
        assertEquals(id(2), plan.next(TEN)?.reminder)
        assertNull(plan.next(TEN + HOUR))
    }

    @Test
    fun `of several that have come the newest is current, until a break later`() {
        val plan = Plan.read(small.bytes())
        assertNull(plan.current(TEN - 1))
        assertEquals(id(1), plan.current(TEN)?.reminder)
        assertEquals(id(2), plan.current(TEN + 59 * MINUTE)?.reminder)
        assertEquals(id(3), plan.current(TEN + 2 * HOUR - 1)?.reminder)
        assertNull(plan.current(TEN + 2 * HOUR))
    }

    private fun assertFault(bytes: ByteArray): String = assertThrows(Plan.Fault::class.java) { Plan.read(bytes) }.message!!
}
