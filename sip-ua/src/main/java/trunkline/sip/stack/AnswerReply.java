package trunkline.sip.stack;

/** Whether the caller can use the answer to its offer. */
public sealed interface AnswerReply {

    static AnswerReply accept() {
        return new Accepted();
    }

    /** The call is ended by BYE, and its outcome is failed with 488 and {@code why}. */
    static AnswerReply refuse(String why) {
        return new Refused(why);
    }

    record Accepted() implements AnswerReply {}

    record Refused(String why) implements AnswerReply {}
}
