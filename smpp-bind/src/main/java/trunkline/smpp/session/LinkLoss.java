package trunkline.smpp.session;

/**
 * Why there is no link, or no longer one.
 *
 * @param commandStatus the SMSC's answer, for {@link Cause#BIND_REFUSED}; else 0
 * @param detail for the log; never decided upon
 */
public record LinkLoss(Cause cause, int commandStatus, String detail) {

    /** The one vocabulary of causes: these names are the metric's label and the log's value. */
    public enum Cause {
        /** The host has no address, or no TCP connection could be opened. */
        CONNECT_FAILED,
        CONNECT_TIMEOUT,
        /** bind_resp with another status than ESME_ROK. */
        BIND_REFUSED,
        BIND_TIMEOUT,
        /** The SMSC closed the connection without unbind. */
        PEER_CLOSED,
        PEER_UNBOUND,
        /** Nothing was heard, an enquire_link included. */
        PEER_SILENT,
        /** The socket takes no more octets: the SMSC does not read. */
        PEER_NOT_READING,
        /** command_length above 64 KiB. */
        FRAME_TOO_LONG,
        /** command_length below the 16 octets of a header. */
        FRAME_TOO_SHORT,
        /** A PDU was begun and not completed in time. */
        FRAME_INCOMPLETE,
        /** The SMSC spoke out of turn: a second bind_resp, or one nobody asked for. */
        OUT_OF_STEP,
        IO_ERROR,
        /** A defect of ours; the log has it. */
        INTERNAL_ERROR,
        /** We wanted to. */
        STOPPED
    }

    public LinkLoss(Cause cause, String detail) {
        this(cause, CommandStatus.ESME_ROK, detail);
    }

    /** The SMSC refused the bind. */
    public static LinkLoss bindRefused(int commandStatus) {
        return new LinkLoss(Cause.BIND_REFUSED, commandStatus, CommandStatus.name(commandStatus));
    }

    /** Whether system_id or password are wrong: trying again soon cannot help and may lock the account. */
    public boolean isWrongCredentials() {
        return cause == Cause.BIND_REFUSED
                && (commandStatus == CommandStatus.ESME_RINVPASWD || commandStatus == CommandStatus.ESME_RINVSYSID);
    }
}
