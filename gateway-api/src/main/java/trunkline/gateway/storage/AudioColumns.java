package trunkline.gateway.storage;

import java.sql.ResultSet;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;
import trunkline.gateway.call.AudioFigures;
import trunkline.gateway.call.AudioFigures.Peer;
import trunkline.gateway.call.AudioFigures.Received;
import trunkline.gateway.call.AudioFigures.Sent;

/** The columns of {@code call} that say how the audio left and arrived. */
final class AudioColumns {

    private static final int PEER_LOST = 9;

    private AudioColumns() {}

    static void put(Tx tx, long key, AudioFigures audio) throws SQLException {
        Peer peer = audio.peer();
        tx.sql()
                .update(
                        "UPDATE call SET codec = ?, ptime_ms = ?, sent_p50 = ?, sent_p99 = ?, sent_max = ?, not_sent = ?,"
                                + " received = ?, received_lost = ?, received_jitter = ?, peer_lost = ?, peer_jitter = ?,"
                                + " round_trip = ? WHERE key = ?",
                        audio.codec(),
                        audio.ptimeMillis(),
                        audio.sent().p50Micros(),
                        audio.sent().p99Micros(),
                        audio.sent().maxMicros(),
                        audio.sent().notSent(),
                        audio.received().packets(),
                        audio.received().lost(),
                        audio.received().jitterMicros(),
                        peer == null ? null : peer.lost(),
                        peer == null ? 0 : peer.jitterMicros(),
                        peer == null ? 0 : peer.roundTripMicros(),
                        key);
    }

    static @Nullable AudioFigures find(Statements sql, long key) throws SQLException {
        return sql.first(
                AudioColumns::read,
                "SELECT codec, ptime_ms, sent_p50, sent_p99, sent_max, not_sent, received, received_lost, peer_lost,"
                        + " received_jitter, peer_jitter, round_trip FROM call WHERE key = ? AND codec IS NOT NULL",
                key);
    }

    private static AudioFigures read(ResultSet row) throws SQLException {
        long peerLost = row.getLong(PEER_LOST);
        Peer peer = row.wasNull() ? null : new Peer(peerLost, row.getLong(11), row.getLong(12));
        return new AudioFigures(
                row.getString(1),
                row.getInt(2),
                new Sent(row.getLong(3), row.getLong(4), row.getLong(5), row.getLong(6)),
                new Received(row.getLong(7), row.getLong(8), row.getLong(10)),
                peer);
    }
}
