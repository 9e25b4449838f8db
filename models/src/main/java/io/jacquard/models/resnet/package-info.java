/// Residual networks for pictures: ResNet-18, 34 and 50, their blocks, and others of that form.
///
/// {@link io.jacquard.models.resnet.ResNet} is the network, {@link
/// io.jacquard.models.resnet.ResNetConfig} its sizes. Parameters are named and ordered as in
/// torchvision.
@NullMarked
package io.jacquard.models.resnet;

import org.jspecify.annotations.NullMarked;
