/**
 * What became of a message, as the SMSC tells it.
 *
 * <p>Every {@code Delivery} goes to {@link trunkline.smpp.receipt.DeliveryReceiptParser}, which decides by esm_class
 * whether it is a receipt, and then reads it: the optional parameters first, then the text by its labels
 * ({@code ReceiptText}), which SMPP 3.4 Appendix B suggests and no two SMSCs write alike. Nothing that a text may hold
 * makes the parser fail; what it cannot read it leaves out, and what it reads it also keeps raw.
 *
 * <p>Which message a receipt speaks of is found by {@link trunkline.smpp.receipt.IdLearning}, since many SMSCs write an id in
 * two ways: by the settings, or by what the pairs seen have shown. Its owner keeps the ids and the receipts that wait for
 * theirs.
 */
@NullMarked
package trunkline.smpp.receipt;

import org.jspecify.annotations.NullMarked;
