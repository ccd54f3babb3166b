package app.unsit.platform

import org.junit.Assert.assertArrayEquals
import org.junit.Assert.assertEquals
import org.junit.Assert.assertThrows
import org.junit.Test
import java.nio.ByteBuffer
import java.nio.ByteOrder
import java.util.Random

class WavTest {
    private fun wav(samples: ByteArray, channels: Int = 1, rate: Int = 44_100, bits: Int = 16, extra: ByteArray = ByteArray(0)): ByteArray =
        ByteBuffer.allocate(44 + extra.size + samples.size).order(ByteOrder.LITTLE_ENDIAN)
            .put("RIFF".toByteArray()).putInt(36 + extra.size + samples.size).put("WAVE".toByteArray())
            .put("fmt ".toByteArray()).putInt(16).putShort(1).putShort(channels.toShort()).putInt(rate)
            .putInt(rate * channels * 2).putShort((channels * 2).toShort()).putShort(bits.toShort())
            .put(extra).put("data".toByteArray()).putInt(samples.size).put(samples).array()

    @Test
    fun `samples and how to play them are read`() {
        val read = Wav.read(wav(byteArrayOf(1, 2, 3, 4), channels = 2, rate = 22_050))
        assertEquals(listOf(22_050, 2, 1), listOf(read.rate, read.channels, read.frames))
        assertArrayEquals(byteArrayOf(1, 2, 3, 4), read.samples)
    }

    @Test
    fun `other chunks are passed over, also those of an odd length`() {
        val list = "LIST".toByteArray() + byteArrayOf(3, 0, 0, 0, 9, 9, 9, 0)
        assertArrayEquals(byteArrayOf(5, 6), Wav.read(wav(byteArrayOf(5, 6), extra = list)).samples)
    }

    @Test
    fun `what is no sound of 16 bits is refused`() {
        val whole = wav(byteArrayOf(1, 2))
        for (bad in listOf(ByteArray(0), "RIFF".toByteArray(), wav(byteArrayOf(1, 2), bits = 8), wav(byteArrayOf(1, 2), channels = 7), wav(ByteArray(0)))) {
            assertThrows(IllegalArgumentException::class.java) { Wav.read(bad) }
        }
        for (at in whole.indices) assertThrows(IllegalArgumentException::class.java) { Wav.read(whole.copyOf(at)) }
    }

    @Test
    fun `any bytes are read or refused, and nothing else`() {
        val random = Random(5)
        val whole = wav(ByteArray(40))
        repeat(2000) {
            val bytes = whole.copyOf().also { bytes -> repeat(3) { bytes[random.nextInt(bytes.size)] = random.nextInt().toByte() } }
            try {
                Wav.read(bytes)
            } catch (_: IllegalArgumentException) {
                // Refused.
            }
        }
    }
}
