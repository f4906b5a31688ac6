package trunkline.gateway.storage;

import static trunkline.gateway.message.MessageState.FIRST_FINAL_CODE;

import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;
import trunkline.gateway.message.Content;
import trunkline.gateway.message.MessageState;
import trunkline.gateway.message.OutboundMessage;
import trunkline.gateway.message.SmsSize;
import trunkline.gateway.message.SmsState;
import trunkline.gateway.store.RequestKey;

/**
 * The table {@code passing_text}: messages whose text goes as soon as they need it no more, in the transaction that says so: once their
 * SMSC has all of it, or they have ended. The text of a message that is repeated stays until the repetition ends: it is what
 * each further occurrence is made of. Confined to the writer's thread, once loaded; who never asks for it pays nothing.
 */
final class PassingTexts {

    /** Is no message's key: its row says that there may be others, or messages whose text has gone. */
    private static final long IN_USE = 0;

    private static final String TAKE = "DELETE FROM passing_text WHERE key = ? AND NOT EXISTS"
            + " (SELECT 1 FROM repetition r WHERE r.key = passing_text.key AND r.ended IS NULL)";

    private final StoreSecret secret;
    private boolean inUse;

    PassingTexts(StoreSecret secret) {
        this.secret = secret;
    }

    void load(Statements sql) throws SQLException {
        inUse = sql.first(row -> row.getLong(1), "SELECT key FROM passing_text WHERE key = ?", IN_USE) != null;
    }

    /** Notes a message that was just kept, if its text is not to stay. */
    void put(Tx tx, OutboundMessage message) throws SQLException {
        if (message.request().content() instanceof Content.Sms sms
                && sms.options().dropsBody()) {
            for (long key : inUse ? new long[] {message.key()} : new long[] {IN_USE, message.key()}) {
                tx.sql().update("INSERT INTO passing_text (key) VALUES (?) ON CONFLICT (key) DO NOTHING", key);
            }
            tx.onCommit(() -> inUse = true);
        }
    }

    /** A message has come into a state. */
    void moved(Tx tx, long key, MessageState state) throws SQLException {
        if (inUse && needsNoMore(state)) {
            drop(tx, key);
        }
    }

    private static boolean needsNoMore(MessageState state) {
        return state == SmsState.SUBMITTED || state.isFinal();
    }

    /** The repetition that began with a message is over. */
    void repeatedEnough(Tx tx, long key) throws SQLException {
        if (!inUse) {
            return;
        }
        Integer needsNoMore = tx.sql()
                .first(
                        row -> row.getInt(1),
                        "SELECT 1 FROM progress WHERE key = ? AND (state = ? OR state >= " + FIRST_FINAL_CODE + ")",
                        key,
                        SmsState.SUBMITTED.code());
        if (needsNoMore != null) {
            drop(tx, key);
        }
    }

    private void drop(Tx tx, long key) throws SQLException {
        if (tx.sql().update(TAKE, key) == 0) {
            return;
        }
        Content.Sms sms = MessageRows.content(tx.sql(), key);
        if (sms != null) {
            MessageRows.rewrite(tx, key, dropped(sms));
            tx.leavesRemains();
        }
    }

    /** What stays of an SMS whose text or octets go. */
    Content.Sms dropped(Content.Sms sms) {
        SmsSize size = SmsSize.of(sms.size().coding(), sms.size().segments()); // what was replaced was of the text too
        if (sms instanceof Content.Text text) {
            byte[] octets = text.text().getBytes(StandardCharsets.UTF_8);
            return new Content.Dropped(false, text.text().length(), secret.hash(octets), sms.options(), size);
        }
        if (sms instanceof Content.Binary binary) {
            byte[] octets = HexFormat.of().parseHex(binary.hex());
            return new Content.Dropped(true, octets.length, secret.hash(octets), sms.options(), size);
        }
        return sms;
    }

    /** What stays of these octets. */
    String hash(byte[] octets) {
        return secret.hash(octets);
    }

    /** Whether the text of a message has gone, or will. */
    boolean isPassing(Tx tx, long key) throws SQLException {
        if (!inUse) {
            return false;
        }
        Content.@Nullable Sms sms = MessageRows.content(tx.sql(), key);
        return sms != null && sms.options().dropsBody();
    }

    /** Whether it was the same request; what an earlier version wrote is not sealed. On any thread. */
    boolean isSame(RequestKeyRows.Made made, RequestKey key) {
        return made.fingerprint().equals(seal(key.fingerprint()))
                || made.fingerprint().equals(key.fingerprint());
    }

    /** What stands for a fingerprint of a request in the store: it is of its text too. On any thread. */
    String seal(String fingerprint) {
        return secret.hash(fingerprint.getBytes(StandardCharsets.UTF_8));
    }
}
