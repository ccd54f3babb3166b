package app.unsit.platform

import java.io.File
import java.io.FileNotFoundException
import java.io.IOException
import java.nio.ByteBuffer
import java.nio.channels.FileChannel
import java.nio.file.Files
import java.nio.file.NoSuchFileException
import java.nio.file.StandardOpenOption
import java.nio.file.attribute.BasicFileAttributes

/**
 * What happened while Rust was not looking. It is only added to, and on disk before anything is done about it. Rust reads it into
 * the database, by the records' ids, and removes it then: renamed first, to the second of the two names.
 */
internal class Journal(folder: File) {
    private val file = File(folder, "reminders.journal")
    private val renamed = File(folder, "reminders.journal.1")

    /** Something that happened. */
    data class Record(val id: String, val at: Long, val zone: String, val word: String, val arguments: List<String>) {
        fun line(): ByteArray = Lines.write(listOf(id, at.toString(), zone, word) + arguments)
    }

    /** What a file holds, and how much of it cannot be used: lines that are not whole, and whole ones that make no sense. */
    class Read(val records: List<Record>, val damaged: Int, val torn: Boolean, val odd: Int, val beyond: Long) {
        val unusable: Int get() = damaged + odd + if (torn) 1 else 0
    }

    /** @throws IOException when it cannot be written, as on a full disk */
    fun append(record: Record) {
        val line = record.line()
        // Rust may have taken the file away while it was written to, and read it before. Then the record is written again,
        // into a new file; twice is once, by its id.
        do {
            val isThere = write(line)
        } while (!isThere)
        file.syncFolder()
    }

    /** Says whether the file was there all the time. */
    private fun write(line: ByteArray): Boolean {
        FileChannel.open(file.toPath(), StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE).use { channel ->
            // Nobody else makes a file of this name: it is the open one, or none.
            val before = key()
            val length = channel.size()
            val torn = length > 0 && channel.byteAt(length - 1) != Lines.LF
            val bytes = ByteBuffer.wrap(if (torn) byteArrayOf(Lines.LF) + line else line)
            channel.position(length)
            while (bytes.hasRemaining()) channel.write(bytes)
            channel.force(true)
            return before != null && before == key()
        }
    }

    private fun FileChannel.byteAt(place: Long): Byte = ByteBuffer.allocate(1).also { read(it, place) }[0]

    /** Which file that name means. */
    private fun key(): Any? =
        try {
            Files.readAttributes(file.toPath(), BasicFileAttributes::class.java).fileKey()
        } catch (_: NoSuchFileException) {
            null
        }

    /**
     * Both files together. A record that stands in both is one.
     *
     * @throws IOException when one is there and cannot be read
     */
    fun read(): Read {
        val reads = listOf(renamed, file).mapNotNull { file -> file.bytes()?.let { read(it, maxOf(file.length(), it.size.toLong())) } }
        return Read(
            records = reads.flatMap(Read::records).distinctBy(Record::id),
            damaged = reads.sumOf(Read::damaged),
            torn = reads.any(Read::torn),
            odd = reads.sumOf(Read::odd),
            beyond = reads.sumOf(Read::beyond),
        )
    }

    /** Both files as they are, for Rust, which reads past what it cannot use. */
    fun bytes(): ByteArray {
        val (one, two) = listOf(renamed, file).map { it.bytes() ?: ByteArray(0) }
        val torn = one.isNotEmpty() && one.last() != Lines.LF
        return if (torn) one + Lines.LF + two else one + two
    }

    /** Null when there is none: Rust may take it away at any moment. */
    private fun File.bytes(): ByteArray? =
        try {
            head()
        } catch (gone: FileNotFoundException) {
            if (exists()) throw gone else null
        }

    companion object {
        fun read(bytes: ByteArray, length: Long = bytes.size.toLong()): Read {
            val lines = Lines.read(bytes, length)
            val records = lines.lines.map(::record)
            return Read(records.filterNotNull(), lines.damaged, lines.torn, records.count { it == null }, lines.beyond)
        }

        private fun record(fields: List<String>): Record? {
            if (fields.size < 4 || !ID.matches(fields[0])) return null
            val at = fields[1].toLongOrNull() ?: return null
            return Record(fields[0], at, fields[2], fields[3], fields.drop(4)).takeIf { it.makesSense() }
        }

        /** Words of a newer Unsit are kept; those that are known have what they need. */
        private fun Record.makesSense(): Boolean {
            fun id(place: Int) = arguments.getOrNull(place)?.let(ID::matches) ?: false
            return when (word) {
                "shown", "dismissed" -> id(0) && id(1)
                "start" -> id(0)
                "later" -> id(0) && arguments.getOrNull(1)?.isNumber() ?: false
                "moved" -> id(0) && arguments.getOrNull(1) in setOf("button", "steps")
                "skip" -> id(0) && arguments.size > 1
                else -> true
            }
        }

        private fun String.isNumber() = all { it in '0'..'9' } && toULongOrNull() != null
    }
}
