import { Controller, Get, NotFoundException, Param } from '@nestjs/common';

@Controller('payments')
export class PaymentsController {
  @Get(':id')
  one(@Param('id') id: string): { readonly id: string } {
    if (id !== '7') throw new NotFoundException('There is no such payment.');
    return { id };
  }
}
