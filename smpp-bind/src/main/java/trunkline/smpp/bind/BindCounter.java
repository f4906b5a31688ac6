package trunkline.smpp.bind;

/** What a bind counts since it was made; the names are the metrics' labels. */
public enum BindCounter {
    SUBMITTED,
    ACCEPTED,
    REFUSED,
    NOT_SENT,
    UNANSWERED,
    /** Responses to submits reported as unanswered before. */
    LATE,
    /** Unanswered submits forgotten before their response came, since the late table was full. */
    LATE_FORGOTTEN,
    DELIVERIES,
    /** Responses to no request of ours. */
    UNEXPECTED_RESPONSES,
    /** PDUs that could not be decoded, were not for an ESME, or exceeded a limit. */
    MALFORMED,
    ENQUIRE_LINKS_SENT,
    BINDS,
    LOSSES
}
