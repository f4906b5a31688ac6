package trunkline.smpp.trace;

import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.List;
import java.util.OptionalLong;
import trunkline.smpp.session.CommandStatus;
import trunkline.smpp.session.WireTap.Direction;

/** One PDU as it crossed the wire. A view: it is decoded only as far as it is asked. Not valid after the tap's call. */
public final class TracedPdu {

    private static final int HEADER = 16;
    private static final int COMMAND_ID = 4;
    private static final int COMMAND_STATUS = 8;
    private static final int SEQUENCE_NUMBER = 12;

    private final String bind;
    private final Direction direction;
    private final Instant at;
    private final OptionalLong token;
    private final ByteBuffer octets;

    /**
     * A view of {@code octets}.
     *
     * @param octets one PDU between its position and its limit, at least a header
     * @param token of the submit request that this is, or answers
     */
    public TracedPdu(String bind, Direction direction, Instant at, OptionalLong token, ByteBuffer octets) {
        if (octets.remaining() < HEADER) {
            throw new IllegalArgumentException("'octets' must hold a header of 16");
        }
        this.bind = bind;
        this.direction = direction;
        this.at = at;
        this.token = token;
        this.octets = octets;
    }

    /** The bind's name. */
    public String bind() {
        return bind;
    }

    public Direction direction() {
        return direction;
    }

    public Instant at() {
        return at;
    }

    /** Of a submit_sm, and of the response to one that is waited for: the request's token. */
    public OptionalLong token() {
        return token;
    }

    public int commandId() {
        return octets.getInt(octets.position() + COMMAND_ID);
    }

    /** In the words of the standard, such as submit_sm_resp; the number of a command that is not in it. */
    public String commandName() {
        return PduCommand.name(commandId());
    }

    public int commandStatus() {
        return octets.getInt(octets.position() + COMMAND_STATUS);
    }

    /** In the words of the standard, such as ESME_RTHROTTLED; the number of a status that is not in it. */
    public String statusName() {
        return CommandStatus.name(commandStatus());
    }

    public int sequence() {
        return octets.getInt(octets.position() + SEQUENCE_NUMBER);
    }

    /** Its fields, a line each, the first one its header. */
    public List<String> lines(PduLines.Detail detail) {
        return PduLines.of(octets, detail);
    }

    /** A copy of its octets, to be decoded later by {@link PduLines#of}; a password in it is overwritten with asterisks. */
    public byte[] octets() {
        byte[] copy = new byte[octets.remaining()];
        octets.duplicate().get(copy);
        PduLines.maskPassword(copy);
        return copy;
    }

    /** Its header; never its content. */
    @Override
    public String toString() {
        return bind + " " + direction + " " + PduLines.header(octets);
    }
}
