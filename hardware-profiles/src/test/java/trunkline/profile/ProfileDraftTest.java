package trunkline.profile;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProfileDraftTest {

    @TempDir
    private Path directory;

    @Test
    void isReadAgainAsItWasMeant() throws Exception {
        ProfileDraft draft = new ProfileDraft(ProfileKind.SMSC, "mine", "Mine: \"the\" one, åäö", "smpp-34-base");
        draft.put("/smpp/flow/window", 20, "observed");
        draft.put("/smpp/timers/response", "7s", "observed");
        draft.put("/smpp/ids/submit_resp/base", "hex", "observed: id 1a, receipt 26");
        draft.put("/smpp/ids/receipt_text/strip_leading_zeros", true, "observed");
        draft.put("/smpp/receipt/date_formats", List.of("YYMMDDhhmm"), "observed");
        draft.put("/smpp/receipt/states/0", "delivered", "observed");
        draft.note("null: yes, {no}", "observed by \\ somebody");

        Files.writeString(directory.resolve("mine.yaml"), draft.yaml(Verified.OBSERVED));
        ProfileCatalog catalog = ProfileCatalog.shipped().withSite(directory);

        SmscProfile mine = catalog.smsc("mine");
        assertThat(mine.flow().window()).isEqualTo(20);
        assertThat(mine.ids().submitResponse().base()).isEqualTo(SmscProfile.IdBase.HEX);
        assertThat(mine.ids().receiptText().stripLeadingZeros()).isTrue();
        assertThat(mine.receipt().dateFormats()).containsExactly("YYMMDDhhmm");
        assertThat(mine.receipt().states()).containsEntry("0", SmscProfile.ReceiptState.DELIVERED);
        ProfileFile file = catalog.file("mine");
        assertThat(file).isNotNull();
        assertThat(file.head().title()).isEqualTo("Mine: \"the\" one, åäö");
        assertThat(file.notes()).containsExactly(new ProfileFile.Note("null: yes, {no}", "observed by \\ somebody"));
        assertThat(file.sourcesOf("/smpp/ids/submit_resp/base")).containsExactly("observed: id 1a, receipt 26");
    }
}
