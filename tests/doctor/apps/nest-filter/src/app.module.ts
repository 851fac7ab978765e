import { Module } from '@nestjs/common';
import { APP_FILTER } from '@nestjs/core';
import { HalyardModule } from 'halyard/nest';
import { AllExceptionsFilter } from './all-exceptions.filter';
import { PaymentsController } from './payments.controller';

@Module({
  imports: [HalyardModule.forRoot()],
  controllers: [PaymentsController],
  providers: [{ provide: APP_FILTER, useClass: AllExceptionsFilter }],
})
export class AppModule {}
