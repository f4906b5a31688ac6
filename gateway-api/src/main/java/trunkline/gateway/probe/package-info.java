/**
 * What can be found out of an SMSC over its own link, and the profile that says so.
 *
 * <p>{@link trunkline.gateway.probe.SmscProbe} binds ({@code ProbeLink}), sends what tells SMSCs apart ({@code Trials}), and
 * reads what comes back ({@code IdFinding}, {@code ReceiptEvidence}); {@link trunkline.gateway.probe.Findings} become a file
 * by {@link trunkline.gateway.probe.ProfileText}. Nothing of it is used while the gateway runs.
 */
@NullMarked
package trunkline.gateway.probe;

import org.jspecify.annotations.NullMarked;
