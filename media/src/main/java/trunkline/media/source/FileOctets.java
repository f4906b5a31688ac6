package trunkline.media.source;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import trunkline.media.source.Refusal.Cause;

/**
 * A file's octets by position, read through a window that moves along. The size is taken once: a file that grows is read
 * as it was, one that shrinks is refused.
 */
final class FileOctets implements Closeable {

    private static final int WINDOW = 64 << 10;

    private final FileChannel channel;
    private final long size;
    private final ByteBuffer window = ByteBuffer.allocate(WINDOW);
    private long windowStart;

    private FileOctets(FileChannel channel, long size) {
        this.channel = channel;
        this.size = size;
        window.limit(0);
    }

    /** Opens a regular file: no pipe, no device, nothing that never ends. */
    static FileOctets open(Path file, SourceLimits limits) throws RefusedException {
        if (!Files.isRegularFile(file)) {
            throw new RefusedException(Cause.UNREADABLE, 0, "not a regular file");
        }
        try {
            FileChannel channel = FileChannel.open(file, StandardOpenOption.READ);
            var octets = new FileOctets(channel, channel.size());
            if (octets.size > limits.octets()) {
                octets.close();
                throw new RefusedException(
                        Cause.TOO_LARGE, 0, "file of " + octets.size + " octets: must be at most " + limits.octets());
            }
            return octets;
        } catch (IOException e) {
            throw unreadable(0, e);
        }
    }

    long size() {
        return size;
    }

    /** The octet at {@code position}, 0 to 255; positions outside the file give 0. */
    int at(long position) throws RefusedException {
        if (position < 0 || position >= size) {
            return 0;
        }
        if (position < windowStart || position >= windowStart + window.limit()) {
            moveTo(position);
        }
        return window.get((int) (position - windowStart)) & 0xFF;
    }

    /** Four octets, big endian. */
    int intAt(long position) throws RefusedException {
        return at(position) << 24 | at(position + 1) << 16 | at(position + 2) << 8 | at(position + 3);
    }

    /** Four octets, little endian, as an unsigned number. */
    long littleIntAt(long position) throws RefusedException {
        return Integer.reverseBytes(intAt(position)) & 0xFFFF_FFFFL;
    }

    /** Two octets, little endian. */
    int littleShortAt(long position) throws RefusedException {
        return at(position) | at(position + 1) << 8;
    }

    /** Whether {@code text}, all ASCII, stands at {@code position}. */
    boolean isAt(long position, String text) throws RefusedException {
        for (int i = 0; i < text.length(); i++) {
            if (at(position + i) != text.charAt(i)) {
                return false;
            }
        }
        return position >= 0 && position + text.length() <= size;
    }

    /** Copies up to {@code length} octets, at least one; {@code position} must be inside the file. */
    int read(long position, byte[] out, int offset, int length) throws RefusedException {
        at(position);
        int there = (int) Math.min(length, windowStart + window.limit() - position);
        window.get((int) (position - windowStart), out, offset, there);
        return there;
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }

    private void moveTo(long position) throws RefusedException {
        // a little before, since readers look back at what they just passed
        long start = Math.max(0, position - 64);
        int wanted = (int) Math.min(WINDOW, size - start);
        window.clear().limit(wanted);
        windowStart = start;
        try {
            while (window.hasRemaining()) {
                if (channel.read(window, start + window.position()) < 0) {
                    throw new RefusedException(
                            Cause.UNREADABLE, start + window.position(), "the file was cut while it was read");
                }
            }
        } catch (IOException e) {
            throw unreadable(position, e);
        }
        window.flip();
    }

    private static RefusedException unreadable(long position, IOException e) {
        return new RefusedException(Cause.UNREADABLE, position, "cannot be read: " + e.getMessage());
    }
}
