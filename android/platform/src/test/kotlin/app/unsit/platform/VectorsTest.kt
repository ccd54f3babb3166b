package app.unsit.platform

import org.json.JSONArray
import org.json.JSONObject
import org.junit.Assert.assertArrayEquals
import org.junit.Assert.assertEquals
import org.junit.Assert.assertThrows
import org.junit.Assert.assertTrue
import org.junit.Assume.assumeTrue
import org.junit.Before
import org.junit.Test
import org.junit.runner.RunWith
import org.robolectric.RobolectricTestRunner

/** The files that Rust wrote, with what it reads of them beside each. */
@RunWith(RobolectricTestRunner::class)
class VectorsTest {
    private val folder = ROOT.resolve("crates/core/tests/phone/vectors")

    /** Where Rust has the format, it has the files. */
    @Before
    fun there() = assumeTrue(ROOT.resolve("crates/core/src/phone").exists())

    private fun all(kind: String) = folder.listFiles { file -> file.extension == kind }!!.sorted().also { assertTrue(it.size > 5) }
        .associateWith { JSONObject(folder.resolve("${it.name}.json").readText()) }

    @Test
    fun `each plan of Rust is read as Rust reads it`() {
        for ((file, told) in all("plan")) {
            if (told.has("fault")) {
                assertThrows(file.name, Plan.Fault::class.java) { Plan.read(file.readBytes()) }
                continue
            }
            val plan = Plan.read(file.readBytes())
            assertEquals(file.name, told.getLong("made"), plan.made)
            assertEquals(file.name, told.getString("zone"), plan.zone)
            assertEquals(file.name, told.getLong("limit"), plan.limit)
            assertEquals(file.name, told.getInt("snooze"), plan.snooze)
            val words = plan.words.run { listOf(channel, about, start, later, moved) }
            assertEquals(file.name, told.getJSONArray("words").texts(), words)
            val dues = told.getJSONArray("dues")
            assertEquals(file.name, dues.length(), plan.dues.size)
            for ((place, due) in plan.dues.withIndex()) {
                val wanted = dues.getJSONObject(place).run {
                    Plan.Due(getString("id"), getString("offer"), getLong("at"), getString("kind"), getString("title"), getString("body"))
                }
                assertEquals(file.name, wanted, due)
            }
        }
    }

    @Test
    fun `each journal is read as Rust reads it`() {
        for ((file, told) in all("journal")) {
            val read = Journal.read(file.readBytes())
            val records = told.getJSONArray("records").let { all -> (0 until all.length()).map { all.getJSONArray(it).texts() } }
            assertEquals(file.name, records, read.records.map { listOf(it.id, it.at.toString(), it.zone, it.word) + it.arguments })
            assertEquals(file.name, told.getInt("odd"), read.odd)
            assertEquals(file.name, told.getInt("damaged"), read.damaged)
            assertEquals(file.name, told.getBoolean("torn"), read.torn)
            assertEquals(file.name, told.getLong("beyond"), read.beyond)
        }
    }

    @Test
    fun `a whole file of Rust is the same bytes when Kotlin writes it`() {
        for ((file, told) in all("journal")) {
            if (told.getInt("odd") > 0 || told.getInt("damaged") > 0 || told.getBoolean("torn")) continue
            val written = Journal.read(file.readBytes()).records.fold(ByteArray(0)) { all, record -> all + record.line() }
            assertArrayEquals(file.name, file.readBytes(), written)
        }
        for (file in all("plan").filter { (_, told) -> !told.has("fault") }.keys) {
            assertArrayEquals(file.name, file.readBytes(), Lines.read(file.readBytes()).lines.file())
        }
    }

    private fun JSONArray.texts() = (0 until length()).map(::getString)
}
