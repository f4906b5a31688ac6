package trunkline.profile;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import trunkline.profile.schema.Field;

/** The page of all profiles and of the keys that they may have, as Markdown. */
final class ProfilePage {

    private static final String INTRODUCTION =
            """
            # Hardware profiles

            What each SMSC, trunk and modem needs that another does not, as data. `profile: NAME` in an entry of `smsc` or `trunks` of
            `gateway.yaml` takes one; `./trunkline simulate smsc --as NAME` and `simulate callee --as NAME` behave as that device does.

            This page is made from the profiles: `./trunkline profile page > docs/profiles.md`. Each value has the place where it was found;
            `unverified` says that nobody has looked. Contracts differ: check what matters with your operator, or find it out on your link
            with `./trunkline profile probe`.

            ## Your own

            A file in the directory `profiles.d` beside `gateway.yaml` (or where `profiles.directory` says), in this form:

            ```yaml
            schema: 1                  # the version of this format
            kind: smsc                 # or trunk, modem, device
            id: carrier-x              # how gateway.yaml calls it
            title: Carrier X, Stockholm
            extends: smpp-34-base      # one profile of the same kind; up to four in a chain
            verified: observed         # vendor-doc, source-code, issue-report, observed, unverified
            smpp:
              flow: {window: 20}
            sources:                   # optional here; values that are shipped must have one
              /smpp/flow: contract of 2026-11-01
            ```

            Mappings merge key by key, lists and single values replace, `null` takes an entry of a map away. `abstract: true` is only to be
            extended. A file with the id of a shipped profile is refused unless it says `replaces: shipped`. A `device` names the faces of one box
            (`faces: {smsc: box-sms, trunk: box-voice}`): its id then means the right one in `smsc` and in `trunks`.

            What holds in the end: the profile, what it extends below it, `overrides:` of the entry in `gateway.yaml` above it, and the entry's plain
            keys (`port`, `window`, ...) above all. `./trunkline profile show --effective NAME` shows each value with file, line and source;
            `./trunkline check` refuses what is wrong and warns of values that do not go together.

            ## Found out on your link

            `./trunkline profile probe SMSC --to +46701234567 --id carrier-x` binds as the entry `SMSC` of `gateway.yaml` says (or as `--host`, `--port`,
            `--system-id`, `--password-file`, `--system-type` say), sends up to 13 short messages and twice `--window` more to that number, and writes
            `profiles.d/carrier-x.yaml`. Take a phone of yours: each message may be delivered and charged. Stop the gateway's own binds first where an
            account has few. It finds

            - with which versions of SMPP a bind is taken, and whether system_type is required;
            - which data codings are taken (0, 3, 8, flash), and, of an SMSC that sends messages back, what data_coding 0 stands for;
            - which forms of long messages are taken;
            - how many submits at once are taken before it throttles, told apart from its rate (`--window`, 20; 0 for none);
            - how ids are written in responses and receipts, whether receipts are marked, the form of their dates (`--receipts`, waits up to 60s);
            - after how long without a word it cuts the link (`--idle`, tries up to 90s; 0 for none).

            What it could not find out it says, and leaves to the profile that the new one extends. After a refused password it tries nothing more.

            """;

    private final ProfileCatalog catalog;
    private final StringBuilder page = new StringBuilder(INTRODUCTION);

    private ProfilePage(ProfileCatalog catalog) {
        this.catalog = catalog;
    }

    static String of(ProfileCatalog catalog) {
        ProfilePage page = new ProfilePage(catalog);
        page.list(catalog.files());
        for (ProfileKind kind : List.of(ProfileKind.SMSC, ProfileKind.TRUNK, ProfileKind.MODEM)) {
            page.keys(kind);
        }
        for (ProfileKind kind : ProfileKind.values()) {
            page.profiles(kind);
        }
        return page.page.toString().stripTrailing() + "\n";
    }

    private void list(Collection<ProfileFile> files) {
        line("## All profiles");
        line("");
        line("| id | kind | | verified |");
        line("|---|---|---|---|");
        for (ProfileFile file : files) {
            ProfileFile.Head head = file.head();
            line("| [`%s`](#%s) | %s | %s | %s |"
                    .formatted(
                            head.id(),
                            head.id(),
                            head.kind().label(),
                            cell(head.title()),
                            head.verified().label()));
        }
        line("");
    }

    private void keys(ProfileKind kind) {
        line("## Keys of kind " + kind.label());
        line("");
        if (kind == ProfileKind.MODEM) {
            line("Read and checked; nothing drives a modem yet.");
            line("");
        }
        line("| key | value | says |");
        line("|---|---|---|");
        for (Field field : catalog.fields(kind)) {
            line("| `%s` | %s | %s |".formatted(field.pointer(), cell(field.values()), cell(field.description())));
        }
        line("");
    }

    private void profiles(ProfileKind kind) {
        line("## Profiles of kind " + kind.label());
        line("");
        catalog.files().stream().filter(file -> file.head().kind() == kind).forEach(this::profile);
    }

    private void profile(ProfileFile file) {
        ProfileFile.Head head = file.head();
        line("### " + head.id());
        line("");
        String parent = head.parent();
        line(head.title() + ". " + (parent == null ? "" : "Extends [`%s`](#%s). ".formatted(parent, parent))
                + (head.isAbstract() ? "Only to be extended. " : "") + "Verified: "
                + head.verified().label() + ".");
        line("");
        if (!file.values().isEmpty()) {
            values(file);
        }
        for (ProfileFile.Note note : file.notes()) {
            line("- %s (%s)".formatted(note.text(), link(note.source())));
        }
        if (!file.notes().isEmpty()) {
            line("");
        }
    }

    private void values(ProfileFile file) {
        line("| key | value | found in |");
        line("|---|---|---|");
        for (Map.Entry<String, Leaf> value : file.values().entrySet()) {
            List<String> sources = new ArrayList<>();
            if (file.head().kind() != ProfileKind.DEVICE) {
                file.sourcesOf(value.getKey()).forEach(source -> sources.add(link(source)));
            }
            line("| `%s` | `%s` | %s |"
                    .formatted(value.getKey(), cell(value.getValue().shown()), cell(String.join("; ", sources))));
        }
        line("");
    }

    private static String link(String source) {
        int end = source.indexOf(' ');
        String address = end < 0 ? source : source.substring(0, end);
        return address.startsWith("https://") || address.startsWith("http://")
                ? "<" + address + ">" + source.substring(address.length())
                : source;
    }

    private static String cell(String text) {
        return text.replace("|", "\\|");
    }

    private void line(String text) {
        page.append(text).append('\n');
    }
}
