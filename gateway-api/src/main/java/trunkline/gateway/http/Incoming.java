package trunkline.gateway.http;

import io.netty.buffer.ByteBuf;
import io.netty.handler.codec.http.HttpHeaders;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.concurrent.Executor;

/** The body of a request as it comes in, within the bound of its route. Confined to the connection's event loop. */
abstract class Incoming {

    private final long octetsMax;
    private long octets;

    private Incoming(long octetsMax) {
        this.octetsMax = octetsMax;
    }

    /** What a route wants its bodies put into; files go to {@code directory}. */
    static Incoming of(Route.Body body, Path directory) throws IOException {
        return body.toFile()
                ? new IntoFile(body.octetsMax(), Files.createTempFile(directory, "upload-", ".part"))
                : new IntoMemory((int) body.octetsMax());
    }

    /** Takes the next octets; {@code content} is not kept. */
    final void add(ByteBuf content) throws ProblemException, IOException {
        octets += content.readableBytes();
        if (octets > octetsMax) {
            throw new ProblemException(tooLarge(octetsMax));
        }
        if (content.isReadable()) {
            put(content);
        }
    }

    /** How many have come. */
    final long octets() {
        return octets;
    }

    static Problem tooLarge(long octetsMax) {
        return Problem.of(
                413,
                "Body too large",
                octetsMax == 0
                        ? "this request takes no body"
                        : "the body is larger than the " + octetsMax + " octets that this request may have");
    }

    abstract void put(ByteBuf content) throws IOException;

    /** The body is whole. */
    abstract Request finish(Request.Target target, HttpHeaders headers, Executor executor) throws IOException;

    /** The body will not become whole. */
    abstract void abort();

    private static final class IntoMemory extends Incoming {

        private byte[] body = new byte[0];
        private int length;

        IntoMemory(int octetsMax) {
            super(octetsMax);
        }

        /** Doubles its room: a body of many small pieces would be copied as often otherwise. */
        @Override
        void put(ByteBuf content) {
            int more = content.readableBytes();
            if (length + more > body.length) {
                int doubled = (int) Math.min(super.octetsMax, 2L * body.length);
                body = Arrays.copyOf(body, Math.max(length + more, doubled));
            }
            content.getBytes(content.readerIndex(), body, length, more);
            length += more;
        }

        @Override
        Request finish(Request.Target target, HttpHeaders headers, Executor executor) {
            byte[] whole = length == body.length ? body : Arrays.copyOf(body, length);
            return Request.of(target, headers, executor, whole);
        }

        @Override
        void abort() {
            // nothing but memory was used
        }
    }

    private static final class IntoFile extends Incoming {

        private final Path file;
        private final FileChannel channel;

        IntoFile(long octetsMax, Path file) throws IOException {
            super(octetsMax);
            this.file = file;
            this.channel = FileChannel.open(file, StandardOpenOption.WRITE);
        }

        @Override
        void put(ByteBuf content) throws IOException {
            int length = content.readableBytes();
            for (int written = 0; written < length; ) {
                written += content.getBytes(content.readerIndex() + written, channel, length - written);
            }
        }

        @Override
        Request finish(Request.Target target, HttpHeaders headers, Executor executor) throws IOException {
            channel.close();
            return Request.of(target, headers, executor, file);
        }

        @Override
        void abort() {
            try {
                channel.close();
                Files.deleteIfExists(file);
            } catch (IOException e) {
                throw new UncheckedIOException("cannot remove an upload that was broken off", e);
            }
        }
    }
}
