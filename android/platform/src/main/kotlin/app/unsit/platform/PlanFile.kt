package app.unsit.platform

import java.io.File
import java.io.FileOutputStream
import java.io.IOException
import java.nio.channels.FileChannel
import java.nio.file.Files
import java.nio.file.StandardCopyOption
import java.nio.file.StandardOpenOption

/** The file with the plan. It is replaced as a whole: whoever reads it finds the old one or the new one. */
internal class PlanFile(private val file: File) {
    fun exists(): Boolean = file.exists()

    /** @throws IOException when there is none or it cannot be read */
    fun bytes(): ByteArray = file.head()

    /**
     * @throws IOException when there is none or it cannot be read
     * @throws Plan.Fault when it is no plan
     */
    fun read(): Plan = Plan.read(bytes(), file.length())

    /** Puts these bytes in place of [old], unless the loop has planned in between; says whether it did. */
    fun replace(old: ByteArray, new: ByteArray): Boolean {
        val next = File(file.path + ".next")
        FileOutputStream(next).use {
            it.write(new)
            it.fd.sync()
        }
        if (!bytes().contentEquals(old)) {
            next.delete()
            return false
        }
        Files.move(next.toPath(), file.toPath(), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING)
        file.syncFolder()
        return true
    }
}

/** The beginning of a file, as far as files are read. */
internal fun File.head(): ByteArray = inputStream().use { it.readUpTo(Lines.LIMIT) }

private fun java.io.InputStream.readUpTo(most: Int): ByteArray {
    val buffer = ByteArray(most.coerceAtMost(available().coerceAtLeast(64 * 1024)))
    val bytes = java.io.ByteArrayOutputStream()
    while (bytes.size() < most) {
        val count = read(buffer, 0, buffer.size.coerceAtMost(most - bytes.size()))
        if (count < 0) break
        bytes.write(buffer, 0, count)
    }
    return bytes.toByteArray()
}

/** Makes a new name as durable as what it names, where the file system can. */
internal fun File.syncFolder() {
    val folder = parentFile ?: return
    try {
        FileChannel.open(folder.toPath(), StandardOpenOption.READ).use { it.force(true) }
    } catch (_: IOException) {
        // The name comes back as the old one at worst; the plan is made anew then.
    }
}
