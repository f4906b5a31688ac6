package trunkline.media.srtp;

/**
 * The keys of a call, one for each direction.
 *
 * @param ours under which we send
 * @param theirs under which the other side sends
 */
public record SrtpPair(SrtpKey ours, SrtpKey theirs) {}
