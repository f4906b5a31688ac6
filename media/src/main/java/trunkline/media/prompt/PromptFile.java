package trunkline.media.prompt;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.EnumMap;
import java.util.Map;
import java.util.zip.CRC32C;
import trunkline.media.codec.Codec;

/**
 * A prompt on disk: one file, written once and never changed, read whole into memory off heap.
 *
 * <pre>
 * "TLPROMPT" | version 4 | CRC-32C of all behind it 4 | length of the head 4 | head | payload | payload ...
 * head: report, then for each codec its name and the length of its payload, in the order of the payloads
 * </pre>
 *
 * <p>All numbers are big endian. Written under another name, flushed to the disk, then renamed, so that there is at any
 * moment either the old prompt or the new one. It is read and not mapped: a page that is not there yet would hold up the
 * one thread that paces all calls, and a page that is cut off would be an error in the middle of it.
 */
final class PromptFile {

    private static final long MAGIC = 0x544C_5052_4F4D_5054L;
    private static final int VERSION = 2;
    private static final int CRC_OFFSET = 12;
    private static final int CHECKED_FROM = 16;
    private static final int HEAD_FROM = 20;

    private PromptFile() {}

    static void write(Path target, PromptReport report, EncodedAudio encoded) throws IOException {
        byte[] head = head(report, encoded.octets());
        var length = ByteBuffer.allocate(4).putInt(0, head.length);
        var crc = new CRC32C();
        crc.update(length.duplicate());
        crc.update(head);
        encoded.octets().values().forEach(crc::update);
        var start = ByteBuffer.allocate(CHECKED_FROM)
                .putLong(MAGIC)
                .putInt(VERSION)
                .putInt((int) crc.getValue())
                .flip();

        Path directory = target.toAbsolutePath().getParent();
        Path temporary = Files.createTempFile(directory, "prompt", ".part");
        try {
            try (FileChannel channel = FileChannel.open(temporary, StandardOpenOption.WRITE)) {
                writeAll(channel, start);
                writeAll(channel, length);
                writeAll(channel, ByteBuffer.wrap(head));
                for (byte[] octets : encoded.octets().values()) {
                    writeAll(channel, ByteBuffer.wrap(octets));
                }
                channel.force(true);
            }
            Files.move(temporary, target, StandardCopyOption.ATOMIC_MOVE);
        } finally {
            Files.deleteIfExists(temporary);
        }
        try (FileChannel entries = FileChannel.open(directory)) {
            entries.force(true); // the rename itself
        }
    }

    /** Reads the file and checks all of it. */
    static Prompt open(Path file) throws IOException {
        ByteBuffer all = read(file);
        if (all.getLong(0) != MAGIC || all.getInt(8) != VERSION) {
            throw new IOException(file + ": not a prompt of version " + VERSION);
        }
        var crc = new CRC32C();
        crc.update(all.slice(CHECKED_FROM, all.limit() - CHECKED_FROM));
        if ((int) crc.getValue() != all.getInt(CRC_OFFSET)) {
            throw new IOException(file + ": damaged, its checksum does not fit");
        }
        byte[] head = new byte[all.getInt(CHECKED_FROM)];
        all.get(HEAD_FROM, head);
        var in = new DataInputStream(new ByteArrayInputStream(head));
        PromptReport report = ReportOctets.read(in);
        Map<Codec, PromptAudio> audio = new EnumMap<>(Codec.class);
        int offset = HEAD_FROM + head.length;
        for (int left = in.readInt(); left > 0; left--) {
            Codec codec = Codec.valueOf(in.readUTF());
            int length = in.readInt();
            audio.put(codec, new PromptAudio(codec, all.slice(offset, length), report.duration()));
            offset += length;
        }
        return new Prompt(report, audio, all.limit());
    }

    private static ByteBuffer read(Path file) throws IOException {
        try (FileChannel channel = FileChannel.open(file)) {
            long size = channel.size();
            if (size < HEAD_FROM || size > Integer.MAX_VALUE) {
                throw new IOException(file + ": not a prompt, by its size of " + size + " octets");
            }
            ByteBuffer all = allocate(file, (int) size);
            while (all.hasRemaining()) {
                if (channel.read(all) < 0) {
                    throw new IOException(file + ": became shorter while it was read");
                }
            }
            return all.flip();
        }
    }

    private static ByteBuffer allocate(Path file, int octets) throws IOException {
        try {
            return ByteBuffer.allocateDirect(octets);
        } catch (OutOfMemoryError e) {
            // of the room off heap, which has a bound of its own (-XX:MaxDirectMemorySize); the heap is as it was
            throw new IOException(file + ": no room off heap for its " + octets + " octets", e);
        }
    }

    private static byte[] head(PromptReport report, Map<Codec, byte[]> payloads) throws IOException {
        var octets = new ByteArrayOutputStream();
        var out = new DataOutputStream(octets);
        ReportOctets.write(report, out);
        out.writeInt(payloads.size());
        for (var payload : payloads.entrySet()) {
            out.writeUTF(payload.getKey().name());
            out.writeInt(payload.getValue().length);
        }
        return octets.toByteArray();
    }

    private static void writeAll(FileChannel channel, ByteBuffer octets) throws IOException {
        while (octets.hasRemaining()) {
            channel.write(octets);
        }
    }
}
