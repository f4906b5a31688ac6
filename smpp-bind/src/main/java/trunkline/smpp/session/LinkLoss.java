package trunkline.smpp.session;

import java.security.cert.CertificateException;

/**
 * Why there is no link, or no longer one.
 *
 * @param commandStatus the SMSC's answer, for {@link Cause#BIND_REFUSED} and {@link Cause#FATAL_STATUS}; else 0
 * @param detail for the log; never decided upon
 */
public record LinkLoss(Cause cause, int commandStatus, String detail) {

    /** The one vocabulary of causes: these names are the metric's label and the log's value. */
    public enum Cause {
        /** The host has no address, or no TCP connection could be opened. */
        CONNECT_FAILED,
        CONNECT_TIMEOUT,
        /** No TLS could be agreed on, the SMSC's certificate is not to be trusted or names another, or ours is refused. */
        TLS_FAILED,
        /** bind_resp with another status than ESME_ROK. */
        BIND_REFUSED,
        BIND_TIMEOUT,
        /** A submit was answered with a status that the settings call fatal to the bind; we left. */
        FATAL_STATUS,
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

    /** TLS failed; the innermost cause says why. */
    static LinkLoss tlsFailed(Throwable failure) {
        Throwable innermost = failure;
        while (innermost.getCause() != null && innermost.getCause() != innermost) {
            // An explained one says more than what it explains.
            if (innermost instanceof CertificateException) {
                break;
            }
            innermost = innermost.getCause();
        }
        String why = innermost.getMessage();
        return new LinkLoss(Cause.TLS_FAILED, why == null ? innermost.toString() : why);
    }

    /** A submit was answered with a status that is fatal to the bind. */
    public static LinkLoss fatalStatus(int commandStatus) {
        return new LinkLoss(
                Cause.FATAL_STATUS, commandStatus, "a submit_sm was answered " + CommandStatus.name(commandStatus));
    }
}
