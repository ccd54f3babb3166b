package app.unsit.platform

import java.io.File
import java.io.FileOutputStream
import java.io.RandomAccessFile
import java.nio.file.Files
import java.nio.file.NoSuchFileException
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

    /** What both files hold, and how much of it cannot be used. */
    class Read(val records: List<Record>, val damaged: Int, val beyond: Long)

    fun append(record: Record) {
        val line = record.line()
        // Rust may have taken the file away while it was written to, and read it before. Then the record is written again,
        // into a new file; twice is once, by its id.
        do {
            val before = write(line)
        } while (before != key())
        file.syncFolder()
    }

    /** Which file that name means. */
    private fun key(): Any? =
        try {
            Files.readAttributes(file.toPath(), BasicFileAttributes::class.java).fileKey()
        } catch (_: NoSuchFileException) {
            null
        }

    private fun write(line: ByteArray): Any? {
        FileOutputStream(file, true).close()
        val before = key()
        FileOutputStream(file, true).use {
            if (!endsLine()) it.write(Lines.LF.toInt())
            it.write(line)
            it.fd.sync()
        }
        return before
    }

    /** Whether nothing stands behind the last line's end, as a crash in mid-line leaves it. */
    private fun endsLine(): Boolean = RandomAccessFile(file, "r").use {
        val length = it.length()
        if (length == 0L) return true
        it.seek(length - 1)
        it.read() == Lines.LF.toInt()
    }

    fun read(): Read {
        val reads = listOf(renamed, file).filter(File::exists).map { Lines.read(it.head(), it.length()) }
        val records = reads.flatMap { read -> read.lines.map(::record) }
        return Read(
            records = records.filterNotNull().distinctBy(Record::id),
            damaged = reads.sumOf { it.damaged + if (it.torn) 1 else 0 } + records.count { it == null },
            beyond = reads.sumOf { it.beyond },
        )
    }

    /** Both files as they are, for Rust, which reads past what it cannot use. */
    fun bytes(): ByteArray {
        val (one, two) = listOf(renamed, file).map { if (it.exists()) it.head() else ByteArray(0) }
        val torn = one.isNotEmpty() && one.last() != Lines.LF
        return if (torn) one + Lines.LF + two else one + two
    }

    private fun record(fields: List<String>): Record? {
        if (fields.size < 4 || !ID.matches(fields[0])) return null
        val at = fields[1].toLongOrNull() ?: return null
        return Record(fields[0], at, fields[2], fields[3], fields.drop(4))
    }
}
