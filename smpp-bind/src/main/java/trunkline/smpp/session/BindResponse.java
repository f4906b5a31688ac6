package trunkline.smpp.session;

/**
 * What an SMSC answered to a bind (SMPP 3.4 §4.1).
 *
 * @param systemId of the SMSC, as it stood there; empty if it tells none
 * @param interfaceVersion sc_interface_version (§5.3.2.25), an octet such as 0x34; -1 if it tells none
 */
public record BindResponse(int commandStatus, String systemId, int interfaceVersion) {}
