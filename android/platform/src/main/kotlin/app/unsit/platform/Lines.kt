package app.unsit.platform

import java.util.zip.CRC32

/**
 * Lines of fields, as they stand in the plan and in the journal: UTF-8, fields separated by tabs, the last one a checksum of
 * the bytes before it. What a crash or a full disk did to a line is seen by its checksum, and costs that line only.
 */
internal object Lines {
    /** No file is read any further than this. */
    const val LIMIT = 1 shl 20

    /** What stands in a file, and how much of it cannot be used. */
    class Read(val lines: List<List<String>>, val damaged: Int, val torn: Boolean, val beyond: Long)

    fun write(fields: List<String>): ByteArray {
        val body = fields.joinToString("\t") { escape(it) }.toByteArray()
        return body + "\t${checksum(body, body.size)}\n".toByteArray()
    }

    /** Reads the first [LIMIT] bytes; [length] is that of the whole file. */
    fun read(bytes: ByteArray, length: Long = bytes.size.toLong()): Read {
        val read = bytes.size.coerceAtMost(LIMIT)
        val lines = ArrayList<List<String>>()
        var damaged = 0
        var begin = 0
        for (end in 0 until read) {
            if (bytes[end] != LF) continue
            val fields = fields(bytes.copyOfRange(begin, end))
            if (fields == null) damaged += 1 else lines += fields
            begin = end + 1
        }
        // A line that goes on behind the limit is not torn: it was not read.
        val whole = length <= read
        return Read(lines, damaged, torn = whole && begin < read, beyond = if (whole) 0 else length - begin)
    }

    /** The fields of a line without its end; null when it is not what was written. */
    private fun fields(line: ByteArray): List<String>? {
        val tab = line.lastIndexOf(TAB)
        if (tab < 0 || line.decode(tab + 1, line.size) != checksum(line, tab)) return null
        val body = line.decode(0, tab) ?: return null
        return body.split('\t').map { unescape(it) ?: return null }
    }

    private fun ByteArray.decode(from: Int, to: Int): String? =
        try {
            decodeToString(from, to, throwOnInvalidSequence = true)
        } catch (_: CharacterCodingException) {
            null
        }

    private fun checksum(bytes: ByteArray, size: Int): String {
        val crc = CRC32()
        crc.update(bytes, 0, size)
        return crc.value.toString(16).padStart(8, '0')
    }

    private fun escape(field: String): String = buildString(field.length) {
        for (char in field) {
            when (char) {
                '\\' -> append("\\\\")
                '\t' -> append("\\t")
                '\n' -> append("\\n")
                '\r' -> append("\\r")
                else -> append(char)
            }
        }
    }

    private fun unescape(field: String): String? {
        if ('\\' !in field) return field
        val text = StringBuilder(field.length)
        val chars = field.iterator()
        while (chars.hasNext()) {
            val char = chars.next()
            if (char != '\\') {
                text.append(char)
                continue
            }
            if (!chars.hasNext()) return null
            text.append(
                when (chars.next()) {
                    '\\' -> '\\'
                    't' -> '\t'
                    'n' -> '\n'
                    'r' -> '\r'
                    else -> return null
                },
            )
        }
        return text.toString()
    }

    const val LF = '\n'.code.toByte()
    private const val TAB = '\t'.code.toByte()
}
