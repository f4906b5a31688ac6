/** What each SMSC, trunk or modem bank needs, as data. */
@NullMarked
package trunkline.profile;

import org.jspecify.annotations.NullMarked;
