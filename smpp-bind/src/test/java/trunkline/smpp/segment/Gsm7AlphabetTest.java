package trunkline.smpp.segment;

import static org.assertj.core.api.Assertions.assertThat;

import com.cloudhopper.commons.charset.GSMCharset;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Every UTF-16 code unit against the table that cloudhopper transcribed from the same section of the standard. */
class Gsm7AlphabetTest {

    @Test
    void givesEveryCharacterTheSeptetsThatCloudhopperGivesIt() {
        var wrong = new ArrayList<String>();
        for (int c = 0; c <= Character.MAX_VALUE; c++) {
            String ours = septets(Gsm7Alphabet.CODES[c]);
            String theirs = cloudhopper((char) c);
            if (!ours.equals(theirs)) {
                wrong.add(String.format("U+%04X: %s, cloudhopper %s", c, ours, theirs));
            }
        }
        assertThat(wrong).isEmpty();
    }

    @Test
    void has127CharactersAndTheEscapeAndTenExtensions() {
        int basic = 0;
        int extended = 0;
        for (byte code : Gsm7Alphabet.CODES) {
            basic += code >= 0 ? 1 : 0;
            extended += code < 0 && code != Gsm7Alphabet.NONE ? 1 : 0;
        }
        assertThat(List.of(basic, extended)).containsExactly(127, 10);
    }

    @Test
    void hasNoLowerCaseCedillaAlthoughItHasTheUpperCaseOne() {
        assertThat(Gsm7Alphabet.CODES['Ç']).isEqualTo((byte) 0x09);
        assertThat(Gsm7Alphabet.CODES['ç']).isEqualTo(Gsm7Alphabet.NONE);
    }

    private static String septets(byte code) {
        if (code == Gsm7Alphabet.NONE) {
            return "none";
        }
        return code >= 0 ? String.format("%02x", code) : String.format("1b %02x", code & 0x7F);
    }

    private static String cloudhopper(char character) {
        for (int septet = 0; septet < 128; septet++) {
            // Its table has a second space at the place of the escape, and 0 where the extension table is empty.
            if (septet != 0x1B && GSMCharset.CHAR_TABLE[septet] == character) {
                return String.format("%02x", septet);
            }
            if (character != 0 && GSMCharset.EXT_CHAR_TABLE[septet] == character) {
                return String.format("1b %02x", septet);
            }
        }
        return "none";
    }
}
