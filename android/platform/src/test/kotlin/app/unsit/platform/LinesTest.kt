package app.unsit.platform

import org.junit.Assert.assertArrayEquals
import org.junit.Assert.assertEquals
import org.junit.Assert.assertFalse
import org.junit.Assert.assertTrue
import org.junit.Test
import java.util.Random

class LinesTest {
    @Test
    fun `a line ends with the checksum of what is before it`() {
        // Of another program, and the published check value.
        assertEquals("a\tb\tc42ac338\n", Lines.write(listOf("a", "b")).decodeToString())
        assertEquals("123456789\tcbf43926\n", Lines.write(listOf("123456789")).decodeToString())
    }

    @Test
    fun `tabs, ends of lines and backslashes in a field are escaped`() {
        val line = Lines.write(listOf("a\tb", "c\nd", "e\\f", "g\rh")).decodeToString()
        assertTrue(line.startsWith("a\\tb\tc\\nd\te\\\\f\tg\\rh\t"))
    }

    @Test
    fun `any fields come back as they were`() {
        val random = Random(7)
        val signs = listOf("\\", "\t", "\n", "\r", "a", "é", "椅", "🪑", "", "\\n", " ")
        repeat(500) {
            val fields = List(1 + random.nextInt(6)) { List(random.nextInt(8)) { signs[random.nextInt(signs.size)] }.joinToString("") }
            val read = Lines.read(Lines.write(fields))
            assertEquals(listOf(fields), read.lines)
            assertEquals(0, read.damaged)
        }
    }

    @Test
    fun `a line without its end is torn and left out`() {
        val whole = Lines.write(listOf("one"))
        val read = Lines.read(whole + Lines.write(listOf("two")).dropLast(1).toByteArray())
        assertEquals(listOf(listOf("one")), read.lines)
        assertTrue(read.torn)
        assertEquals(0, read.damaged)
    }

    @Test
    fun `a file may be torn anywhere, and whoever goes on below loses nothing`() {
        val file = listOf("one", "two\tthree", "four 椅").map { Lines.write(listOf(it)) }.together()
        for (at in 0..file.size) {
            val torn = file.copyOf(at)
            val whole = torn.count { it == Lines.LF }
            assertEquals(whole, Lines.read(torn).lines.size)
            val end = if (Lines.read(torn).torn) byteArrayOf(Lines.LF) else ByteArray(0)
            assertEquals(listOf("more"), Lines.read(torn + end + Lines.write(listOf("more"))).lines.last())
        }
    }

    @Test
    fun `any flipped bit costs at most its own line and the next`() {
        val lines = listOf("one", "two", "three").map { Lines.write(listOf(it)) }
        val file = lines.together()
        for (bit in 0 until file.size * 8) {
            val flipped = file.copyOf()
            flipped[bit / 8] = (flipped[bit / 8].toInt() xor (1 shl bit % 8)).toByte()
            val read = Lines.read(flipped)
            assertTrue("bit $bit", read.lines.size in 1..2)
            assertTrue("bit $bit", read.lines.all { it in listOf(listOf("one"), listOf("two"), listOf("three")) })
        }
    }

    @Test
    fun `bytes that are no text are a damaged line`() {
        val body = byteArrayOf(0xff.toByte(), 0xfe.toByte())
        val sum = java.util.zip.CRC32().apply { update(body) }.value.toString(16).padStart(8, '0')
        assertEquals(1, Lines.read(body + "\t$sum\n".toByteArray()).damaged)
    }

    @Test
    fun `an escape that nothing is written as is a damaged line`() {
        for (odd in listOf("\\x", "\\", "a\\")) {
            val sum = java.util.zip.CRC32().apply { update(odd.toByteArray()) }.value.toString(16).padStart(8, '0')
            val read = Lines.read("$odd\t$sum\n".toByteArray())
            assertEquals(odd, 1, read.damaged)
            assertTrue(read.lines.isEmpty())
        }
    }

    @Test
    fun `a megabyte is read and the rest is reported`() {
        val line = Lines.write(listOf("x".repeat(1000)))
        val count = Lines.LIMIT / line.size + 100
        val file = ByteArray(line.size * count) { line[it % line.size] }
        val read = Lines.read(file)
        assertEquals(Lines.LIMIT / line.size, read.lines.size)
        assertEquals((file.size - read.lines.size * line.size).toLong(), read.beyond)
        assertFalse(read.torn)
        assertEquals(0, read.damaged)
        // Who reads only the beginning of a file says how long it is.
        val head = Lines.read(file.copyOf(Lines.LIMIT), file.size.toLong())
        assertEquals(read.beyond, head.beyond)
        assertFalse(head.torn)
    }

    @Test
    fun `empty lines and random bytes are read without a failure`() {
        assertEquals(2, Lines.read("\n\n".toByteArray()).damaged)
        val random = Random(1)
        repeat(500) {
            val bytes = ByteArray(random.nextInt(200)).also(random::nextBytes)
            val read = Lines.read(bytes)
            assertEquals(bytes.count { b -> b == Lines.LF }, read.lines.size + read.damaged)
        }
    }

    @Test
    fun `what was read and is written again is the same bytes`() {
        val file = listOf(listOf("a\tb", ""), listOf("ü")).map(Lines::write).together()
        assertArrayEquals(file, Lines.read(file).lines.map(Lines::write).together())
    }

    private fun List<ByteArray>.together(): ByteArray = fold(ByteArray(0)) { all, line -> all + line }
}
