package trunkline.gateway.storage;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.InflaterInputStream;
import trunkline.gateway.call.CallTrace;
import trunkline.gateway.call.CallTrace.Entry;
import trunkline.gateway.call.CallTrace.Kind;

/** The table {@code call_trace}: the calls of a voice message in order, each a deflated blob. */
final class TraceRows {

    private TraceRows() {}

    static void add(Tx tx, long key, CallTrace trace) throws SQLException {
        tx.sql()
                .update(
                        "INSERT INTO call_trace (key, number, trace)"
                                + " SELECT ?, COALESCE(MAX(number), 0) + 1, ? FROM call_trace WHERE key = ?",
                        key,
                        octets(trace),
                        key);
    }

    static List<CallTrace> of(Statements sql, long key) throws SQLException {
        return sql.list(
                row -> read(row.getBytes(1)), "SELECT trace FROM call_trace WHERE key = ? ORDER BY number", key);
    }

    private static byte[] octets(CallTrace trace) {
        ByteArrayOutputStream octets = new ByteArrayOutputStream();
        try (DataOutputStream out = new DataOutputStream(new DeflaterOutputStream(octets))) {
            out.writeUTF(trace.trunk());
            out.writeUTF(trace.callId());
            out.writeInt(trace.left());
            out.writeInt(trace.entries().size());
            for (Entry entry : trace.entries()) {
                out.writeLong(entry.atMicros());
                out.writeUTF(entry.kind().name());
                out.writeUTF(entry.peer());
                byte[] text = entry.text().getBytes(StandardCharsets.UTF_8);
                out.writeInt(text.length);
                out.write(text);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("writing to memory", e);
        }
        return octets.toByteArray();
    }

    private static CallTrace read(byte[] octets) throws SQLException {
        try (DataInputStream in = new DataInputStream(new InflaterInputStream(new ByteArrayInputStream(octets)))) {
            String trunk = in.readUTF();
            String callId = in.readUTF();
            int left = in.readInt();
            List<Entry> entries = new ArrayList<>();
            for (int count = in.readInt(); count > 0; count--) {
                long atMicros = in.readLong();
                Kind kind = Kind.valueOf(in.readUTF());
                String peer = in.readUTF();
                entries.add(new Entry(
                        atMicros, kind, peer, new String(in.readNBytes(in.readInt()), StandardCharsets.UTF_8)));
            }
            return new CallTrace(trunk, callId, entries, left);
        } catch (IOException | IllegalArgumentException e) {
            throw new SQLException("a call's trace cannot be read", e);
        }
    }
}
