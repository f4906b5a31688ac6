/**
 * Texts with gaps that an account names once and then fills in: {@link trunkline.gateway.template.TemplateText} reads and fills one,
 * {@link trunkline.gateway.template.TemplateStore} keeps them.
 */
@NullMarked
package trunkline.gateway.template;

import org.jspecify.annotations.NullMarked;
