package app.unsit.platform

import java.nio.ByteBuffer
import java.nio.ByteOrder

/** A sound of 16-bit samples, as it stands in a file. */
internal class Wav(val rate: Int, val channels: Int, val samples: ByteArray) {
    val frames: Int get() = samples.size / (2 * channels)

    companion object {
        /** @throws IllegalArgumentException when this is no such file */
        fun read(bytes: ByteArray): Wav {
            val buffer = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN)
            require(bytes.size >= 12 && buffer.word() == "RIFF") { "this is no sound" }
            buffer.getInt()
            require(buffer.word() == "WAVE") { "this is no sound" }
            var format: Pair<Int, Int>? = null
            while (buffer.remaining() >= 8) {
                val name = buffer.word()
                val length = buffer.getInt()
                require(length in 0..buffer.remaining()) { "the sound is cut off" }
                when (name) {
                    "fmt " -> format = format(buffer.slice().order(ByteOrder.LITTLE_ENDIAN), length)
                    "data" -> {
                        val (rate, channels) = requireNotNull(format) { "the sound has no format" }
                        val whole = length - length % (2 * channels)
                        require(whole > 0) { "the sound is empty" }
                        return Wav(rate, channels, bytes.copyOfRange(buffer.position(), buffer.position() + whole))
                    }
                }
                // Chunks begin at even places.
                buffer.position((buffer.position() + length + length % 2).coerceAtMost(buffer.limit()))
            }
            throw IllegalArgumentException("the sound has no samples")
        }

        private fun format(buffer: ByteBuffer, length: Int): Pair<Int, Int> {
            require(length >= 16) { "the sound has no format" }
            val coding = buffer.getShort().toInt()
            val channels = buffer.getShort().toInt()
            val rate = buffer.getInt()
            val bits = buffer.getShort(14).toInt()
            require(coding == 1 && bits == 16 && channels in 1..2 && rate in 4_000..192_000) { "the sound is not of 16-bit samples" }
            return rate to channels
        }

        private fun ByteBuffer.word(): String = ByteArray(4).also { get(it) }.decodeToString()
    }
}
