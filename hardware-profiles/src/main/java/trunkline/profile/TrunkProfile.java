package trunkline.profile;

import java.util.List;

/**
 * What a SIP trunk needs. The components are the keys of a profile file, one to one.
 *
 * @param id the profile's name
 * @param port that it listens on
 * @param codecs names of RFC 3551, the one it likes best first
 */
public record TrunkProfile(String id, int port, List<String> codecs) {}
