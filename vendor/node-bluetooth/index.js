// The escpos package asks for node-bluetooth at load; its part that would use it is not used here (see firmware-bridge/README.md).
module.exports = {};
