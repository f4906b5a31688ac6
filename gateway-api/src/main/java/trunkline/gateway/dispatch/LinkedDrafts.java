package trunkline.gateway.dispatch;

import trunkline.gateway.dispatch.IntakeOutcome.Part;
import trunkline.gateway.link.LinkAddresses;
import trunkline.gateway.message.Content;

/** Puts a link of its own at the end of a text, if there is room. Thread-safe. */
public final class LinkedDrafts {

    /** What came of it. */
    public sealed interface Outcome permits Linked, Unfit {}

    /**
     * With its link.
     *
     * @param token what the link ends with; nobody has had it
     */
    public record Linked(SmsDraft draft, String token) implements Outcome {}

    /** There is no room. */
    public record Unfit(IntakeOutcome.Refused refused) implements Outcome {}

    /** Characters of one SMS. */
    private static final int CHARACTERS = 160;
    /** Characters that a link takes at least, with the blank before it. */
    private static final int LINK_CHARACTERS = 20;

    private final LinkAddresses addresses;

    public LinkedDrafts(LinkAddresses addresses) {
        this.addresses = addresses;
    }

    /**
     * Puts a link at the end of it, if there is room.
     *
     * @param draft of a text, which says whether it stays
     */
    public Outcome link(SmsDraft draft) {
        if (!(draft.content() instanceof Content.Text text)) {
            throw new IllegalArgumentException("only a text has room for a link");
        }
        int room = CHARACTERS - Math.max(LINK_CHARACTERS, addresses.length() + 1);
        if (text.text().codePointCount(0, text.text().length()) > room) {
            return new Unfit(new IntakeOutcome.Refused(
                    Part.TEXT,
                    text.options().dropsBody() ? "" : text.text(), // as SmsFitting does
                    "must be at most " + room + " characters beside its link, which takes the other "
                            + (CHARACTERS - room) + " of " + CHARACTERS));
        }
        String token = addresses.newToken();
        Content.Text linked =
                new Content.Text(text.text() + " " + addresses.address(token), text.options(), text.size());
        return new Linked(draft.with(linked), token);
    }
}
