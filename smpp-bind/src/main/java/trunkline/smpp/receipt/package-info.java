/**
 * What became of a message, as the SMSC tells it.
 *
 * <p>Every {@code Delivery} goes to {@link trunkline.smpp.receipt.DeliveryReceiptParser}, which decides by esm_class
 * whether it is a receipt, and then reads it: the optional parameters first, then the text by its labels
 * ({@code ReceiptText}), which SMPP 3.4 Appendix B suggests and no two SMSCs write alike. Nothing that a text may hold
 * makes the parser fail; what it cannot read it leaves out, and what it reads it also keeps raw.
 *
 * <p>Ids are brought into one form ({@link trunkline.smpp.receipt.MessageIdForm}) on both sides, that of the
 * submit_sm_resp and that of the receipt, since many SMSCs write the same number in two bases. Matching the two is the
 * gateway's.
 */
@NullMarked
package trunkline.smpp.receipt;

import org.jspecify.annotations.NullMarked;
