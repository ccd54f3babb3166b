package app.unsit.platform

import org.junit.Assert.assertEquals
import org.junit.Assert.assertFalse
import org.junit.Assert.assertTrue
import org.junit.Rule
import org.junit.Test
import org.junit.rules.TemporaryFolder
import java.io.File
import java.util.concurrent.Semaphore
import java.util.concurrent.atomic.AtomicBoolean
import kotlin.concurrent.thread

class JournalTest {
    @get:Rule
    val folder = TemporaryFolder()

    private val file by lazy { File(folder.root, "reminders.journal") }
    private val journal by lazy { Journal(folder.root) }

    @Test
    fun `records come back in their order`() {
        val records = listOf(record(1, TEN, "boot"), record(2, TEN + 1, "later", OFFER, "10"), record(3, TEN + 2, "skip", OFFER, "in a\ttalk\n"))
        records.forEach(journal::append)
        assertEquals(records, journal.read().records)
        assertEquals(0, journal.read().unusable)
    }

    @Test
    fun `a record after a torn line begins on a line of its own`() {
        journal.append(record(1, TEN, "boot"))
        file.appendBytes(record(2, TEN, "clock").line().copyOf(30))
        assertTrue(journal.read().torn)
        journal.append(record(3, TEN, "boot"))
        val read = journal.read()
        assertEquals(listOf(id(1), id(3)), read.records.map { it.id })
        assertEquals(1, read.damaged)
        assertFalse(read.torn)
    }

    @Test
    fun `what makes no sense is left out and counted, and unknown words are kept`() {
        journal.append(record(1, TEN, "danced", "a", ""))
        listOf(
            listOf(id(2), "soon", "Europe/Vienna", "boot"),
            listOf("two", "1", "Europe/Vienna", "boot"),
            listOf(id(3), "1", "Europe/Vienna", "later", OFFER, "+5"),
            listOf(id(4), "1", "Europe/Vienna", "moved", OFFER, "slowly"),
            listOf(id(5), "1", "Europe/Vienna", "shown", OFFER),
            listOf(id(6), "1"),
        ).forEach { file.appendBytes(Lines.write(it)) }
        assertEquals(listOf("danced"), journal.read().records.map { it.word })
        assertEquals(6, journal.read().odd)
    }

    @Test
    fun `a record in both files is one`() {
        journal.append(record(1, TEN, "boot"))
        file.copyTo(File(folder.root, "reminders.journal.1"))
        journal.append(record(2, TEN, "clock"))
        assertEquals(listOf(id(1), id(2)), journal.read().records.map { it.id })
    }

    @Test
    fun `both files are one for Rust, also when the first is torn`() {
        File(folder.root, "reminders.journal.1").writeBytes(record(1, TEN, "boot").line().copyOf(20))
        journal.append(record(2, TEN, "clock"))
        val read = Journal.read(journal.bytes())
        assertEquals(listOf(id(2)), read.records.map { it.id })
        assertEquals(1, read.damaged)
    }

    @Test
    fun `without files there are no records`() {
        assertEquals(0, journal.read().records.size)
        assertEquals(0, journal.bytes().size)
    }

    @Test
    fun `no record is lost when the file is taken away while it is written to`() {
        val seen = HashSet<String>()
        val taken = File(folder.root, "reminders.journal.1")
        val isWriting = AtomicBoolean(true)
        // Three times for each record: who took it away at every moment would keep any record out for good.
        val turns = Semaphore(0)
        // As Rust drains: rename, read, remove.
        fun drain(): Boolean {
            if (!file.renameTo(taken)) return false
            Journal.read(taken.readBytes()).records.forEach { seen += it.id }
            taken.delete()
            return true
        }
        val drains = thread {
            while (isWriting.get()) if (turns.tryAcquire()) while (isWriting.get() && !drain()) Thread.onSpinWait()
        }
        val all = (1..400).map { record(it, TEN + it, "boot") }
        for (record in all) {
            turns.release(3)
            journal.append(record)
        }
        isWriting.set(false)
        drains.join()
        drain()
        assertEquals(all.map { it.id }.toSet(), seen)
    }

    @Test
    fun `ids are in the order of their times, and no two are the same`() {
        val ids = (0 until 1000).map { recordId(TEN + it / 2) }
        assertEquals(1000, ids.toSet().size)
        assertTrue(ids.all { ID.matches(it) && it[14] == '7' && it[19] in "89ab" })
        assertEquals(TEN, java.lang.Long.parseLong(ids[0].replace("-", "").take(12), 16))
        val times = ids.map { it.take(13) }
        assertEquals(times.sorted(), times)
    }
}
